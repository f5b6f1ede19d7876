//! Legal forms of companies: what stands behind a name in a register and seldom anywhere else.

use super::tokens::{Gram, GramKind, Run};
use std::sync::LazyLock;

/// Folded and written together. From the company laws of the countries that use them.
const FORMS: &str = "ab ag aps as asa asbl bhd bv bvba cia cic co company corp corporation cv dac doo dooel ead ebrl ec \
    ee eg ehf eireli ek ev eurl gbr ges gesellschaft gesmbh gk gmbh gmbhcokg gmbhco hf ik inc incorporated ivs kb kd kft kg \
    kgaa kk ks lda limited limitee llc llp lp ltd ltda ltee mbh nv nyrt od ohg oo ood oy oyj partg partnership plc pllc \
    pt pte pty ptyltd pvt pvtltd private rt sa sab sagl sapa sarl sas sasu sc sca scop scrl scs se sia sl slne slu \
    snc soc spa spk spzoo sprl srl sro ss stiftung tbk tov ug uab vof vzw zoo zrt";

static HASHES: LazyLock<Vec<Run>> = LazyLock::new(|| {
    let mut runs: Vec<Run> = FORMS.split_ascii_whitespace().map(|f| Run::of_folded(f.as_bytes())).collect();
    runs.sort_unstable_by_key(|r| r.hash);
    runs
});

/// Tokens that one form may be cut into: `Sp. z o.o.`.
const MAX_PARTS: usize = 4;

fn is_form(run: Run) -> bool {
    HASHES.binary_search_by_key(&run.hash, |r| r.hash).is_ok()
}

fn together(grams: &[Gram]) -> Run {
    grams.iter().fold(Run::default(), |run, g| run.then(g.run))
}

/// Returns how many tokens of a name stand before its legal forms; all of them if it has none.
pub(super) fn core(grams: &[Gram]) -> usize {
    let mut end = grams.len();
    // `GmbH & Co. KG`, `Pty Ltd`: several forms may follow one another.
    for _ in 0..4 {
        let parts = (1..=MAX_PARTS.min(end.saturating_sub(1)))
            .rev()
            .find(|n| grams.get(end - n..end).is_some_and(|tail| is_form(together(tail))));
        let Some(parts) = parts else { break };
        end -= parts;
    }
    end
}

/// Returns how many of the tokens that follow a name are its legal form.
pub(super) fn following(grams: &[Gram]) -> usize {
    let letters = grams.iter().take_while(|g| g.kind == GramKind::Letters).count();
    let mut taken = 0;
    for _ in 0..4 {
        let parts = (1..=MAX_PARTS.min(letters - taken))
            .rev()
            .find(|n| grams.get(taken..taken + n).is_some_and(|head| is_form(together(head))));
        let Some(parts) = parts else { break };
        taken += parts;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::{core, following};
    use crate::own::tokens::{Cutter, Gram};

    #[test]
    fn tells_a_name_from_its_legal_form() {
        for (name, words) in [
            ("Harborline Freight GmbH", 2),
            ("Harborline Freight GmbH & Co. KG", 2),
            ("Saltmarsh Catering Pty Ltd", 2),
            ("Zephyrion Sp. z o.o.", 1),
            ("Zephyrion S.A.R.L.", 1),
            ("Zephyrion B.V.", 1),
            ("Harborline Freight", 2),
            ("AG", 1),
        ] {
            let grams: Vec<Gram> = Cutter::new(name.as_bytes()).collect();
            assert_eq!(core(&grams), words, "{name}");
        }
        let grams: Vec<Gram> = Cutter::new(b"S. A. to whom").collect();
        assert_eq!(following(&grams), 2);
    }
}
