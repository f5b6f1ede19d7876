//! `scan --explain`: why a finding is one, in sentences that hold nothing of the evidence.

use evidact_batch::Located;
use evidact_model::{Confidence, Finding, ViewKind, Why, detector};
use evidact_patterns::RuleSet;
use std::collections::BTreeMap;

/// What the rules in force say of themselves.
pub(crate) struct Explained(BTreeMap<String, PackRule>);

struct PackRule {
    title: String,
    confidence: Confidence,
    checks: &'static str,
    keywords: bool,
}

impl Explained {
    /// Takes titles and confidences from the rules in force.
    pub(crate) fn new(rules: &RuleSet) -> Self {
        let entry = |rule: &evidact_patterns::Rule| {
            let described = PackRule {
                title: rule.title.to_string(),
                confidence: rule.confidence,
                checks: rule.validator.describe(),
                keywords: !rule.keywords.is_empty(),
            };
            (rule.id.to_string(), described)
        };
        Self(rules.rules().iter().map(entry).collect())
    }

    /// Returns what a rule or detector finds, in a few words.
    pub(crate) fn title(&self, id: &str) -> Option<&str> {
        let of_pack = self.0.get(id).map(|rule| rule.title.as_str());
        of_pack.or_else(|| detector(id).map(|info| info.title))
    }

    /// Returns the reasons of a finding, most important first.
    pub(crate) fn reasons(&self, located: &Located) -> Vec<String> {
        self.of(&located.finding, &located.why)
    }

    /// Returns the reasons of a finding in a name.
    pub(crate) fn reasons_of_name(&self, finding: &Finding) -> Vec<String> {
        self.of(finding, &Why::default())
    }

    fn of(&self, finding: &Finding, why: &Why) -> Vec<String> {
        let mut reasons = Vec::new();
        if let Some(rule) = self.0.get(finding.rule.as_str()) {
            reasons.push(format!("rule: {} (its pattern matches)", rule.title));
            if rule.keywords {
                reasons.push("one of its keywords stands in the same text".into());
            }
            reasons.push(format!("check: {}", rule.checks));
            reasons.push(if finding.confidence > rule.confidence {
                format!(
                    "confidence: {} by the rule, {} since the check holds",
                    rule.confidence, finding.confidence
                )
            } else {
                format!("confidence: {} by the rule", finding.confidence)
            });
        }
        if let Some(info) = detector(finding.rule.as_str()) {
            reasons.push(format!("detector: {}", info.title));
            reasons.extend(why.reasons().iter().map(|&reason| reason.to_owned()));
            reasons.push(format!("confidence: {}. In general: {}", finding.confidence, info.confidence));
        }
        match finding.view {
            ViewKind::Surface => {}
            ViewKind::Field => reasons.push("seen as a field of the structured format".into()),
            view => reasons.push(format!("seen in a decoded reading: {}", view.as_str())),
        }
        reasons
    }
}
