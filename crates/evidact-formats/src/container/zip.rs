//! Zip archives: every member is a file of its own. Folders are written as the names of what is in them.

use super::package::{EntryKind, Package, PackageWriter};
use super::{Role, Walk};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawName};

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let package = Package::open(source, walk.limits)?;
    let mut writer = walk.output.take().map(PackageWriter::new);
    let mut files = 0;
    for entry in package.entries() {
        walk.budget.member()?;
        if entry.kind == EntryKind::Folder {
            continue;
        }
        let content = match package.read(entry, walk.budget) {
            Ok(content) => content,
            Err(reason) if reason.is_of_whole_source() => return Err(reason),
            Err(reason) => {
                files += 1;
                walk.visitor.unread(RawName::new(&entry.name), reason)?;
                continue;
            }
        };
        if entry.kind == EntryKind::Special {
            // It holds where a link leads.
            walk.visitor.lost(Loss { what: Lost::SpecialMember, page: None, count: 1 });
            walk.part(&entry.name, content, Role::Dropped)?;
            continue;
        }
        files += 1;
        let replaced = walk.part(&entry.name, content, Role::File)?;
        if let (Some(writer), Some(replaced)) = (&mut writer, replaced) {
            writer.add(&replaced.name, &replaced.source)?;
        }
    }
    walk.fields(package.fields().count, &package.fields().text)?;
    let Some(writer) = writer else { return Ok(()) };
    if files > 0 && writer.count() == 0 {
        return Err(Withheld::Content);
    }
    writer.finish()
}
