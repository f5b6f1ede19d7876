//! Shows a report: as Markdown and as PDF, byte for byte the same for the same input.

pub mod theme;
