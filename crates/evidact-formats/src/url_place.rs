//! Where in a URL a replacement stands: brackets and colons mean something there.

use std::ops::Range;

/// The place of a cut, seen from the URL around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlPlace {
    /// In no URL.
    Outside,
    /// In a URL.
    Inside,
    /// The password after a user name and a colon, up to the `@`.
    PasswordOfUser,
    /// The password after a colon alone, up to the `@`.
    PasswordAlone,
}

impl UrlPlace {
    /// Looks at the bytes of `segment` before and behind `cut`.
    pub(crate) fn of(text: &[u8], segment: Range<usize>, cut: Range<usize>) -> Self {
        const REACH: usize = 1024;
        let from = cut.start.saturating_sub(REACH).max(segment.start);
        let before = text.get(from..cut.start).unwrap_or_default();
        let word = before.iter().rposition(|&b| ends_a_url(b)).map_or(0, |n| n + 1);
        let url = before.get(word..).unwrap_or_default();
        let Some(scheme_end) = memchr::memmem::find(url, b"://") else {
            let lead = before.get(..word).unwrap_or_default();
            return if opens_a_link(lead) { Self::Inside } else { Self::Outside };
        };
        let authority = url.get(scheme_end + 3..).unwrap_or_default();
        let closes = cut.end < segment.end && text.get(cut.end) == Some(&b'@');
        match authority.split_last() {
            Some((b':', [])) if closes => Self::PasswordAlone,
            Some((b':', user)) if closes && memchr::memchr3(b'/', b'?', b'#', user).is_none() => {
                Self::PasswordOfUser
            }
            _ => Self::Inside,
        }
    }

    /// Says whether a colon stands directly before it that makes it a password.
    pub(crate) fn is_password(self) -> bool {
        matches!(self, Self::PasswordOfUser | Self::PasswordAlone)
    }
}

/// Says whether a relative reference begins here: a link in Markdown, a link or picture in HTML. The file that it
/// leads to is renamed with the bare form.
fn opens_a_link(lead: &[u8]) -> bool {
    let tail = lead.get(lead.len().saturating_sub(6)..).unwrap_or_default().to_ascii_lowercase();
    lead.ends_with(b"](")
        || [&b"href=\""[..], b"href='", b"src=\"", b"src='"].iter().any(|a| tail.ends_with(a))
}

fn ends_a_url(b: u8) -> bool {
    matches!(b, 0..=b' ' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'(' | b')' | b'{' | b'}' | b'|')
}

#[cfg(test)]
mod tests {
    use super::UrlPlace;

    fn place(text: &str, value: &str) -> UrlPlace {
        let start = text.find(value).unwrap();
        UrlPlace::of(text.as_bytes(), 0..text.len(), start..start + value.len())
    }

    #[test]
    fn knows_the_inside_of_a_url() {
        let text = "see https://u:pw@h/?t=abc and https://x";
        assert_eq!(place(text, "abc"), UrlPlace::Inside);
        assert_eq!(place(text, "h/"), UrlPlace::Inside);
        assert_eq!(place(text, "see"), UrlPlace::Outside);
        assert_eq!(place(text, "and"), UrlPlace::Outside);
    }

    #[test]
    fn knows_a_relative_reference() {
        assert_eq!(place("the log is [here](b/value.log).", "value"), UrlPlace::Inside);
        assert_eq!(place("<a HREF=\"b/value.log\">", "value"), UrlPlace::Inside);
        assert_eq!(place("<img src='value.png'>", "value"), UrlPlace::Inside);
        assert_eq!(place("it said (value)", "value"), UrlPlace::Outside);
        assert_eq!(place("title=\"value\"", "value"), UrlPlace::Outside);
    }

    #[test]
    fn knows_the_password_of_a_url() {
        assert_eq!(place("https://u:pw@h/", "pw"), UrlPlace::PasswordOfUser);
        assert_eq!(place("redis://:pw@h/", "pw"), UrlPlace::PasswordAlone);
        assert_eq!(place("https://h:8443/", "8443"), UrlPlace::Inside);
        assert_eq!(place("https://h/a?b:c@d", "c"), UrlPlace::Inside);
        assert_eq!(place("https://u:pw@h/", "u:pw"), UrlPlace::Inside);
        assert_eq!(place("https://u:pw", "pw"), UrlPlace::Inside);
    }
}
