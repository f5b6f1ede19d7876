"""Mail by the email package: encoded headers, bodies in all encodings, attachments in attachments, a mailbox."""

from email.header import Header
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, compat32


def person(folder, file, layer):
    """Plants a name of the list and the address that goes with it."""
    name = folder.value(file, layer, "customer")
    return f"{name} <{folder.value(file, layer, 'email')}>"


def message(folder, file, layer="", attachments=()):
    """Returns a message with two bodies and attachments: (name, type, subtype, bytes)."""
    note = EmailMessage(policy=SMTP)
    note["From"] = person(folder, file, layer + "From")
    note["To"] = person(folder, file, layer + "To") + ", " + person(folder, file, layer + "To")
    note["Cc"] = folder.value(file, layer + "Cc", "email")
    note["Subject"] = folder.line(file, layer + "Subject") + " – übersicht"
    note["Date"] = "Tue, 05 Mar 2024 10:11:12 +0000"
    note["Message-ID"] = f"<{folder.make.some('abcdef0123456789', 12)}@{folder.value(file, layer + 'Message-ID', 'host')}>"
    note["Received"] = (f"from {folder.value(file, layer + 'Received', 'host')} ([{folder.value(file, layer + 'Received', 'ip')}]) "
                        "by mx.example.com with ESMTPS; Tue, 05 Mar 2024 10:11:11 +0000")
    note["X-Originating-IP"] = folder.value(file, layer + "X-Originating-IP", "ip")
    plain = "\n".join(["Grüße,", *folder.lines(file, layer + "plain body, quoted-printable", 6)])
    note.set_content(plain, cte="quoted-printable")
    rows = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in folder.lines(file, layer + "HTML body", 4))
    note.add_alternative(f"<html><body>{rows}<!-- {folder.phrase(file, layer + 'comment in HTML')} --></body></html>",
                         subtype="html", cte="base64")
    for name, main, sub, data in attachments:
        note.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return note


def single(folder, file, attachments):
    """Returns a message with an inner message, whose attachment is in turn looked into."""
    table = "name,password,remark\n" + "".join(
        f"account{n},{folder.value(file, 'CSV in a message in a message', 'password')},{folder.safe(file, 'CSV in a message in a message')}\n"
        for n in range(3))
    inner = message(folder, file, "inner message, ", [("accounts.csv", "text", "csv", table.encode())])
    note = message(folder, file, attachments=[*attachments, (
        f"notes of {folder.value(file, 'name of an attachment', 'customer')} ä.txt", "text", "plain",
        "\n".join(folder.lines(file, "attached text")).encode())])
    note.add_attachment(inner)
    made = note.as_bytes()
    line = folder.line(file, "preamble", dropped=True)
    head, _, rest = made.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + line.encode() + b"\r\n" + rest + b"\r\n" + folder.line(file, "epilogue", dropped=True).encode()


def mailbox(folder, file):
    """Returns an mbox of an old-fashioned message in base64, one in 8-bit Latin-1, and one with From at a line's start."""
    letters = []
    old = MIMEMultipart(policy=compat32)
    old["From"], old["To"] = folder.value(file, "From", "email"), folder.value(file, "To", "email")
    old["Subject"] = Header(folder.line(file, "Subject") + " für alle", "iso-8859-1")
    old.attach(MIMEText("\n".join(folder.lines(file, "body in base64")), "plain", "utf-8"))
    old.attach(MIMEApplication(("\n".join(folder.lines(file, "attachment without a name"))).encode(), "octet-stream"))
    letters.append(old.as_bytes())
    body = "\n".join(["Schöne Grüße", *folder.lines(file, "8-bit body", 4)])
    letters.append(
        f"From: {folder.value(file, 'From', 'email')}\nSubject: {folder.safe(file, 'Subject')}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n".encode() + body.encode("latin-1"))
    letters.append((f"From: {folder.value(file, 'From', 'email')}\nSubject: {folder.line(file, 'Subject')}\n\n"
                    f">From here on: {folder.line(file, 'quoted From')}\n").encode())
    begin = f"From {folder.value(file, 'line between messages', 'email')} Tue Mar  5 10:11:12 2024\n".encode()
    return b"\n".join(begin + letter.replace(b"\r\n", b"\n") + b"\n" for letter in letters)
