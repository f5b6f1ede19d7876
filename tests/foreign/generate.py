"""Makes an evidence folder with planted values in every format and layer, and the truth about it.

    python generate.py SEED FOLDER

writes FOLDER/evidence, FOLDER/truth.json, FOLDER/customers.csv and FOLDER/evidact.toml. Everything comes from the
seed. Pictures are allowed by the policy of every second seed and withheld by that of the others.
"""

import sys
from pathlib import Path

from make import archives, mail, media, odf, pdf, sheet, slides, texts, word
from make import parts as zips
from make.folder import Folder


def main():
    seed, home = int(sys.argv[1]), Path(sys.argv[2])
    folder = Folder(home / "evidence", seed)
    images = seed % 2 == 0
    texts.all_of(folder)
    file = "office/report.docx"
    folder.write(file, word.document(folder, file, sheet.workbook(folder, file)))
    for file, write in {
        "office/accounts.xlsx": sheet.workbook,
        "office/slides.pptx": slides.presentation,
        "office/letter.odt": odf.written,
        "office/costs.ods": odf.counted,
        "office/talk.odp": odf.shown,
        "office/audit.pdf": pdf.document,
        "mail/archive.mbox": mail.mailbox,
        "data/app.db": media.database,
    }.items():
        folder.write(file, write(folder, file))
    file = "mail/letter.eml"
    folder.write(file, mail.single(folder, file, [
        ("costs.ods", "application", "vnd.oasis.opendocument.spreadsheet", odf.counted(folder, file)),
        ("all.zip", "application", "zip", archives.zipped(folder, file, {}, 1)),
    ]))
    archives.all_of(folder, lambda file: {
        "docs/accounts.xlsx": sheet.workbook(folder, file),
        "docs/letter.odt": odf.written(folder, file),
        "docs/audit.pdf": pdf.document(folder, file),
        "mail/letter.eml": mail.single(folder, file, []),
        "images/photo.jpg": zips.jpeg(folder, file),
        "docs/report.docx": word.document(folder, file, b"no workbook"),
        "data/app.db": media.database(folder, file),
    })
    file = "office/locked.pdf"
    folder.write(file, pdf.locked(folder, file))
    folder.withhold(file, "locked against changes")
    media.pictures(folder, images)
    media.keys(folder)
    (home / "evidact.toml").write_text(f"schema = 1\n\n[images]\nallow = {str(images).lower()}\n")
    folder.finish(home / "truth.json")
    print(f"seed {seed}: {len(folder.planted)} planted values, {len(folder.harmless)} harmless texts")


if __name__ == "__main__":
    main()
