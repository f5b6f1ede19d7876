//! A picture as areas of colour: the verifier takes a file with a picture in it for one that it cannot read, since nobody
//! can prove what a picture shows. Filled rectangles hide nothing.

use super::display::{Area, Pt, Shape};
use crate::theme::{Colour, Picture};
use std::collections::BTreeMap;

/// Finer than this a logo of a few centimetres need not be.
const MOST_COLUMNS: usize = 360;
/// A picture of more areas is drawn coarser.
const MOST_AREAS: usize = 12_000;
/// How far areas reach below their neighbours, so that no line shines through between them.
const OVERLAP: Pt = 0.05;
/// How many shades of each of red, green and blue are told apart, as a step.
const STEP: u8 = 8;

/// Draws a picture in an area, over a ground.
pub(crate) fn mosaic(picture: &Picture, area: Area, ground: Colour) -> Vec<Shape> {
    let mut columns = (picture.width as usize).clamp(1, MOST_COLUMNS);
    loop {
        let grid = Grid::of(picture, columns, ground);
        let areas = grid.areas(ground);
        if areas.len() <= MOST_AREAS || columns <= 16 {
            return draw(&areas, (grid.columns, grid.rows), area);
        }
        columns = columns * 3 / 4;
    }
}

/// Colours in columns and rows.
struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Colour>,
}

/// An area of one colour: columns and rows, each from and to.
type Tile = (Colour, [usize; 4]);

impl Grid {
    /// Returns a picture with so many columns; a cell has the mean colour of the points that it covers.
    fn of(picture: &Picture, columns: usize, ground: Colour) -> Self {
        let (width, height) = (picture.width.max(1) as usize, picture.height.max(1) as usize);
        let rows = (height * columns / width).max(1);
        let points = picture.over(ground);
        let mut cells = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let across = column * width / columns..((column + 1) * width).div_ceil(columns);
                let down = row * height / rows..((row + 1) * height).div_ceil(rows);
                cells.push(mean(&points, width, across, down));
            }
        }
        Self { columns, rows, cells }
    }

    /// Returns the areas of one colour, those of a colour after each other; what has the colour of the ground is left out.
    fn areas(&self, ground: Colour) -> Vec<Tile> {
        // Runs of the row above, by where they begin and end: one of the same colour below makes them taller.
        let mut open: BTreeMap<(usize, usize), Tile> = BTreeMap::new();
        let mut done: Vec<Tile> = Vec::new();
        for (row, cells) in self.cells.chunks(self.columns).enumerate() {
            let mut next = BTreeMap::new();
            let mut column = 0;
            for run in cells.chunk_by(|a, b| a == b) {
                let (from, to) = (column, column + run.len());
                column = to;
                let Some(colour) = run.first().copied().filter(|colour| *colour != coarse(ground)) else {
                    continue;
                };
                let tile = match open.remove(&(from, to)) {
                    Some((above, [x0, x1, y0, _])) if above == colour => (colour, [x0, x1, y0, row + 1]),
                    other => {
                        done.extend(other);
                        (colour, [from, to, row, row + 1])
                    }
                };
                next.insert((from, to), tile);
            }
            done.extend(std::mem::replace(&mut open, next).into_values());
        }
        done.extend(open.into_values());
        done.sort_by_key(|(colour, [x0, _, y0, _])| ([colour.red, colour.green, colour.blue], *y0, *x0));
        done
    }
}

/// Returns the mean colour of points, in coarse steps.
fn mean(points: &[u8], width: usize, across: std::ops::Range<usize>, down: std::ops::Range<usize>) -> Colour {
    let (mut sum, mut count) = ([0u32; 3], 0u32);
    for y in down {
        for x in across.clone() {
            let at = (y * width + x) * 3;
            if let Some([red, green, blue]) = points.get(at..at + 3) {
                sum = [sum[0] + u32::from(*red), sum[1] + u32::from(*green), sum[2] + u32::from(*blue)];
                count += 1;
            }
        }
    }
    let [red, green, blue] = sum.map(|part| (part / count.max(1)) as u8);
    coarse(Colour { red, green, blue })
}

/// Returns the nearest colour of those that are told apart.
fn coarse(colour: Colour) -> Colour {
    let nearest = |part: u8| {
        let steps = (u32::from(part) + u32::from(STEP) / 2) / u32::from(STEP);
        (steps * u32::from(STEP)).min(255) as u8
    };
    Colour { red: nearest(colour.red), green: nearest(colour.green), blue: nearest(colour.blue) }
}

fn draw(tiles: &[Tile], (columns, rows): (usize, usize), area: Area) -> Vec<Shape> {
    let (wide, high) = (area.width / columns as Pt, area.height / rows as Pt);
    let tile = |(colour, [x0, x1, y0, y1]): &Tile| {
        let area = Area {
            x: area.x + *x0 as Pt * wide,
            y: area.y + *y0 as Pt * high,
            width: (x1 - x0) as Pt * wide + OVERLAP,
            height: (y1 - y0) as Pt * high + OVERLAP,
        };
        Shape::Fill { area, colour: *colour, radius: 0.0 }
    };
    tiles.iter().map(tile).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_AREAS, mosaic};
    use crate::pdf::display::{Area, Shape};
    use crate::theme::{Colour, Picture};

    const AREA: Area = Area { x: 100.0, y: 50.0, width: 80.0, height: 40.0 };
    const GROUND: Colour = Colour { red: 0, green: 0, blue: 0 };

    fn picture(width: u32, height: u32, point: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Picture { width, height, rgba: places.flat_map(|(x, y)| point(x, y)).collect() }
    }

    #[test]
    fn draws_what_has_one_colour_as_one_area() {
        let found = mosaic(&picture(80, 40, |_, _| [200, 16, 40, 255]), AREA, GROUND);
        let [Shape::Fill { area, colour, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((colour.red, colour.green, colour.blue), (200, 16, 40));
        assert!((area.x - 100.0).abs() < 0.01 && (area.width - 80.0).abs() < 0.1);
        assert!((area.y - 50.0).abs() < 0.01 && (area.height - 40.0).abs() < 0.1);
    }

    #[test]
    fn leaves_out_what_lets_the_ground_through() {
        let half = |x, _| [255, 255, 255, if x < 40 { 0 } else { 255 }];
        let found = mosaic(&picture(80, 40, half), AREA, GROUND);
        let [Shape::Fill { area, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert!((area.x - 140.0).abs() < 0.01 && (area.width - 40.0).abs() < 0.1);
    }

    #[test]
    fn draws_a_picture_without_any_plain_area_coarser() {
        let noise = |x: u32, y: u32| {
            let mixed = (x * 7_919 + y * 104_729).wrapping_mul(2_654_435_761).to_be_bytes();
            [mixed[0], mixed[1], mixed[2], 255]
        };
        let found = mosaic(&picture(1_500, 900, noise), AREA, GROUND);
        assert!(!found.is_empty() && found.len() <= MOST_AREAS);
    }
}
