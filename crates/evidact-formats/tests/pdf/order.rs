//! In which order the letters of a page are read, and what makes them words.

use super::*;

#[test]
fn every_way_to_show_text_is_read_and_replaced() {
    let hex: String = NEEDLE.bytes().map(|b| format!("{b:02X}")).collect();
    let octal: String = NEEDLE.bytes().map(|b| format!("\\{b:03o}")).collect();
    let kerned: String = NEEDLE.chars().map(|c| format!("({c}) -20 ")).collect();
    let mut single = String::from("BT /F0 10 Tf 1 0 0 1 50 400 Tm ");
    for letter in NEEDLE.chars() {
        let _ = write!(single, "({letter}) Tj ");
    }
    single.push_str("ET\n");
    let ways = [
        format!("BT /F0 10 Tf 50 700 Td ({NEEDLE}) Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td <{hex}> Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td ({octal}) Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td [{kerned}] TJ ET"),
        format!("BT /F0 10 Tf 12 TL 50 700 Td ({NEEDLE}) ' ET"),
        format!("BT /F0 10 Tf 12 TL 50 700 Td 1 0 ({NEEDLE}) \" ET"),
        format!("q 2 0 0 2 10 10 cm BT /F0 5 Tf 90 Tz 0.1 Tc 50 100 TD ({NEEDLE}) Tj T* ET Q"),
        single,
        format!("BT /F0 10 Tf 0 1 -1 0 300 100 Tm ({NEEDLE}) Tj ET"),
        format!("BT /F0 10 Tf 3 Tr 50 700 Td ({NEEDLE}) Tj ET"),
        format!("BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI\nBT /F0 10 Tf 50 700 Td ({NEEDLE}) Tj ET"),
    ];
    for way in ways {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}\n{}", show(50, 760, "harmless above"), show(50, 60, "harmless below")));
        let (copy, text, seen) = copy(&pdf);
        assert!(text.contains(MARK), "{way}: {text}");
        assert!(text.contains("harmless above") && text.contains("harmless below"), "{way}: {text}");
        assert!(!text.contains(NEEDLE) && memmem::find(&copy, NEEDLE.as_bytes()).is_none(), "{way}");
        assert!(seen.saw(NEEDLE), "{way}");
    }
}

#[test]
fn letters_drawn_out_of_order_are_read_in_the_order_of_the_eye() {
    let mut content = show(50, 760, "harmless");
    for (place, letter) in NEEDLE.chars().enumerate().collect::<Vec<_>>().into_iter().rev() {
        content.push_str(&show(50 + 7 * place as i32, 700, &letter.to_string()));
    }
    let mut pdf = Pdf::new();
    // A font of one width, so that the letters stand side by side.
    let courier = HELVETICA.replace("Helvetica", "Courier");
    pdf.page_with(&content, &format!("/Font << /F0 {courier} >>"), "");
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(MARK) && text.contains("harmless"), "{text}");
}

#[test]
fn what_only_the_order_of_the_file_shows_goes_from_the_page() {
    // The letters of the needle are shown one after the other, but lie in two lines.
    let mut content = show(50, 760, "first line");
    let place = |n: usize| 50 + 12 * n as i32;
    let _ = write!(content, "BT /F0 10 Tf ");
    for (n, letter) in NEEDLE.chars().enumerate() {
        let _ =
            write!(content, "1 0 0 1 {} {} Tm ({letter}) Tj ", place(n), if n % 2 == 0 { 700 } else { 600 });
    }
    content.push_str("ET\n");
    let mut pdf = Pdf::new();
    pdf.page(&content).page(&show(50, 700, "second page"));
    let bytes = pdf.bytes();
    // This visitor finds the needle in the order of the file, where the spaces are.
    struct Spaced(Seen);
    impl Visitor for Spaced {
        fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
            let inner = matches!(part.role, Role::Inner(_));
            let name = part.name.expose().to_string_lossy().into_owned();
            if inner && name.contains("order") {
                let text = format!("first line\n{MARK}\n\u{C}");
                return Ok(Some(Replaced { name, source: Blob::new(RawBytes::new(text.into_bytes())) }));
            }
            self.0.part(part, budget)
        }
        fn lost(&mut self, loss: Loss) {
            self.0.lost(loss);
        }
    }
    let limits = Limits::default();
    let source = Blob::new(RawBytes::new(bytes));
    let Ok(Opened::Container(container)) = open(&RawName::new("a.pdf"), source, &limits) else {
        panic!("opens")
    };
    let (mut spaced, mut out) = (Spaced(Seen::default()), Cursor::new(Vec::new()));
    let mut budget = Budget::new(&limits, 10_000);
    container.walk(&limits, &mut budget, &mut spaced, Some(&mut out)).expect("can be rewritten");
    let text = read(&out.into_inner());
    assert_eq!(spaced.0.count(Lost::UncertainText, Some(1)), 0, "nothing else goes: {text}");
    for letters in NEEDLE.as_bytes().windows(2) {
        let pair = String::from_utf8_lossy(letters).into_owned();
        assert!(!text.split_whitespace().any(|word| word == pair), "{text}");
    }
    assert!(text.contains("first line") && text.contains("second page"), "{text}");
    assert!(text.contains(MARK) && text.contains("(...)"), "{text}");
    let first = text.lines().filter(|l| l.contains("K ") || l.contains("7 7")).count();
    assert_eq!(first, 0, "{text}");
}

#[test]
fn letters_drawn_again_for_a_shadow_are_read_once() {
    // As browsers write `text-shadow`: all letters a little off, then all letters, one by one.
    let line = format!("ill-filled {NEEDLE} hall");
    for (dx, dy, size) in [(0.75, -0.75, 12.0), (1.5, -1.5, 12.0), (0.9, 0.4, 8.0), (-0.3, 0.0, 16.0)] {
        let letters = |x: f64, y: f64| {
            let draw = |(n, letter): (u32, char)| {
                format!("1 0 0 1 {:.3} {y:.3} Tm ({letter}) Tj ", x + f64::from(n) * size * 0.6)
            };
            (0..).zip(line.chars()).map(draw).collect::<String>()
        };
        let mut pdf = Pdf::new();
        let courier = HELVETICA.replace("Helvetica", "Courier");
        pdf.page_with(
            &format!(
                "BT /F0 {size} Tf {}{}{} ET",
                letters(50.0 + dx, 700.0 + dy),
                letters(50.0, 700.0),
                letters(50.0, 700.0)
            ),
            &format!("/Font << /F0 {courier} >>"),
            "",
        );
        let (_, text, _) = copy(&pdf);
        assert!(text.starts_with(&format!("ill-filled {MARK} hall\n")), "{dx} {dy} {size}: {text}");
    }
}

#[test]
fn a_value_over_the_end_of_a_page_is_shown_whole() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 60, "begins here")).page(&show(50, 760, "ends here"));
    let (_, _, seen) = copy(&pdf);
    assert!(seen.inner[0].starts_with("begins here\n\u{C}ends here"));
}

#[test]
fn letters_spaced_apart_are_words_and_a_blank_that_is_drawn_away_is_none() {
    let ways = [
        format!("BT /F0 10 Tf 4 Tc 50 700 Td (the key {NEEDLE} is old) Tj ET"),
        // The blank is narrower than the step back: the letters touch, as with a pair that is kerned.
        format!("BT /F0 10 Tf 50 700 Td [({}) 140 ( ) 140 ({})] TJ ET", &NEEDLE[..5], &NEEDLE[5..]),
    ];
    for way in ways {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}\n", show(50, 760, "harmless above")));
        let (_, text, _) = copy(&pdf);
        assert!(text.contains(MARK) && text.contains("harmless above"), "{way}: {text}");
        assert!(!way.contains("Tc") || text.contains("the key") && text.contains("is old"), "{way}: {text}");
    }
}

#[test]
fn letters_and_digits_with_blanks_between_keep_them_and_are_searched_without() {
    let lines = ["Row A B C D E F", "2 3 5 7 11 13 17 19 23", "x[i] = (a + b) * c - d", "1 0 1 1 0 1 0 0 1"];
    let spelt = NEEDLE.chars().map(|c| format!("{c} ")).collect::<String>();
    let mut pdf = Pdf::new();
    let shown = lines.iter().zip(1..).map(|(line, n)| show(50, 700 - 30 * n, line)).collect::<String>();
    pdf.page(&format!("{shown}BT /F0 10 Tf 50 300 Td ({}) Tj ET\n", spelt.trim()));
    let (_, text, seen) = copy(&pdf);
    for line in lines {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(seen.inner.iter().any(|part| part.contains(NEEDLE)), "{:?}", seen.inner);
    assert!(text.contains(MARK) && !text.contains("e s t r e l"), "{text}");
}

#[test]
fn letters_on_a_grid_or_below_each_other_are_searched_as_a_word() {
    let letters = |step: fn(usize) -> (usize, usize)| -> String {
        let place =
            |(n, c): (usize, char)| show(50 + step(n).0 as i32, 700 - step(n).1 as i32, &c.to_string());
        NEEDLE.chars().enumerate().map(place).collect()
    };
    let kerned = format!("BT /F0 10 Tf 50 700 Td [({}) -180 ({})] TJ ET\n", &NEEDLE[..5], &NEEDLE[5..]);
    for way in [letters(|n| (n * 8, 0)), letters(|n| (0, n * 12)), kerned] {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}", show(50, 760, "harmless words above")));
        let (_, text, seen) = copy(&pdf);
        assert!(seen.inner.iter().any(|part| part.contains(NEEDLE)), "{:?}", seen.inner);
        assert!(text.contains(MARK) && text.contains("harmless words above"), "{text}");
    }
}

#[test]
fn both_of_two_equal_letters_are_read_in_very_narrow_print() {
    let mut pdf = Pdf::new();
    pdf.page("BT /F0 10 Tf 20 Tz 50 700 Td (mallow bottle 11 committee) Tj ET\n");
    let (_, text, _) = copy(&pdf);
    assert!(text.contains("mallow bottle 11 committee"), "{text}");
}

#[test]
fn letters_that_a_tiny_scale_makes_ordinary_are_read() {
    let mut pdf = Pdf::new();
    pdf.page("q 0.01 0 0 0.01 0 0 cm BT /F0 1000 Tf 4000 50000 Td (scaled down to ordinary) Tj ET Q\n");
    let (_, text, seen) = copy(&pdf);
    assert!(text.contains("scaled down to ordinary"), "{text} {:?}", seen.losses);
}

#[test]
fn letters_put_one_by_one_in_any_order_are_read_in_that_of_the_eye() {
    // Narrow letters lie so near to each other that one may fit between two that follow each other in the file.
    let word = "illicit-filling-of-till";
    let widths = |c: char| match c {
        'f' | 't' => 2.78,
        'c' => 5.0,
        'n' | 'o' | 'g' => 5.56,
        '-' => 3.33,
        _ => 2.22,
    };
    let mut x = 50.0;
    let mut places = Vec::new();
    for c in word.chars() {
        places.push(format!("1 0 0 1 {x:.2} 700 Tm ({c}) Tj"));
        x += widths(c);
    }
    let odd = places.iter().skip(1).step_by(2);
    let content: Vec<String> = places.iter().step_by(2).chain(odd.rev()).cloned().collect();
    let mut pdf = Pdf::new();
    pdf.page(&format!("BT /F0 10 Tf {} ET", content.join(" ")));
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(word), "{text}");
}
