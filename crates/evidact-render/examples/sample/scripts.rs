//! A report in scripts that run from right to left, and one in scripts that need a font of the user's own.
#![allow(dead_code, reason = "each of those who share this file uses a part of it")]

use super::report::{clean, fields, sample};
use evidact_model::report::Report;

/// Sentences in Hebrew, in the order of reading.
pub(crate) const HEBREW: [&str; 3] = [
    "סקירת אמון של שרת הכלים",
    "המפתח נשמר בקובץ התצורה ולא במאגר הסודות.",
    "יש להחליף את המפתח (עד סוף החודש) ולהגביל את ההרשאות.",
];
/// Sentences in Arabic.
pub(crate) const ARABIC: [&str; 3] = [
    "مراجعة الثقة لخادم الأدوات",
    "المفتاح محفوظ في ملف الإعداد ولا يوجد في خزنة الأسرار.",
    "يجب تغيير المفتاح قبل نهاية الشهر، ثم تقييد الصلاحيات.",
];
/// Sentences in Chinese, Japanese and Korean.
pub(crate) const EAST_ASIAN: [&str; 3] = [
    "该服务器的令牌从不过期，任何人都可以使用它。",
    "サーバーのトークンは期限切れになりません。",
    "서버의 토큰은 만료되지 않습니다.",
];

/// Returns a report whose note is in Hebrew and Arabic, with placeholders, code, lists, quotations and tables among it.
pub(crate) fn right_to_left() -> Report {
    let mut report = sample(2);
    let chip = ["[CREDENTIAL:", "github:01]"].concat();
    report.review.title = Some(clean(HEBREW[0]));
    report.review.objective = fields(HEBREW[1], 4);
    report.review.scope =
        fields(&format!("- {}\n- {}\n- plain English between\n\n> {}", HEBREW[1], ARABIC[1], HEBREW[2]), 9);
    let hebrew = &mut report.review.observations[0];
    hebrew.title = clean(HEBREW[1]);
    hebrew.expected = fields(&format!("**{}** {}", HEBREW[0], HEBREW[2]), 50);
    hebrew.observed = fields(
        &format!(
            "הערך {chip} נמצא בקובץ `deploy/tools.json` (שורה 14) בגרסה 1.4. {}\n\n```\nkey = \"מפתח\"  # הערה\n```\n\n| שדה | value |\n|---|---|\n| שם | ticket-search |\n\n{}",
            HEBREW[1],
            HEBREW[2].repeat(6)
        ),
        52,
    );
    let arabic = &mut report.review.observations[1];
    arabic.title = clean(ARABIC[0]);
    arabic.expected = fields(&format!("**{}** {}", ARABIC[0], ARABIC[2]), 60);
    arabic.observed = fields(
        &format!(
            "القيمة {chip} موجودة في `deploy/tools.json` (السطر ١٤). {}\n\nThe word مفتاح in English, and می\u{200c}خواهم in Persian.\n\n{}",
            ARABIC[1],
            ARABIC[2].repeat(6)
        ),
        62,
    );
    report
}

/// Returns a report whose note is in Chinese, Japanese and Korean.
pub(crate) fn east_asian() -> Report {
    let mut report = sample(1);
    report.review.title = Some(clean("工具服务器的信任审查"));
    let observation = &mut report.review.observations[0];
    observation.title = clean(EAST_ASIAN[1]);
    observation.observed =
        fields(&format!("{}\n\n`令牌 = 1`\n\n{}", EAST_ASIAN.join("\n\n"), EAST_ASIAN[0].repeat(12)), 50);
    report
}
