//! Figures of a bench, measured in turn with what they are compared to, and printed as lines that
//! `cargo xtask bench` makes its page of: `FIGURE`, and what it is, between tabs.

use std::time::Duration;

/// What was measured of one program, in the order in which it was.
#[derive(Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    pub(crate) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    pub(crate) fn add_time(&mut self, time: Duration) {
        self.add(time.as_secs_f64() * 1_000.0);
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }

    pub(crate) fn median(&self) -> f64 {
        let sorted = self.sorted();
        f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
    }

    /// What so many of a hundred do not exceed.
    pub(crate) fn percentile(&self, hundredths: usize) -> f64 {
        let sorted = self.sorted();
        sorted[(sorted.len() * hundredths).div_ceil(100).max(1) - 1]
    }

    fn told(&self) -> String {
        let sorted = self.sorted();
        let [least, most] = [sorted.first(), sorted.last()].map(|end| end.copied().unwrap_or(0.0));
        format!("{}\t{least}\t{most}", self.median())
    }
}

/// A figure of its own, with the most that it may be.
pub(crate) fn figure(measure: &str, unit: &str, ours: &Samples, goal: Option<f64>) {
    let met = goal.map_or("", |goal| told(ours.median() <= goal));
    let goal = goal.map_or(String::new(), |goal| format!("≤ {goal} {unit}"));
    println!("\nFIGURE\t{measure}\t{unit}\t{}\t{goal}\t{met}", ours.told());
}

/// Two that were measured in turn, and the most that the first may be of the other.
pub(crate) fn ratio(
    measure: &str,
    unit: &str,
    ours: &Samples,
    (name, other): (&str, &Samples),
    goal: f64,
) {
    let ratio = ours.median() / other.median();
    let (ours, met) = (ours.told(), told(ratio <= goal));
    let other = other.told();
    println!("\nFIGURE\t{measure}\t{unit}\t{ours}\t≤ {goal}\t{met}\t{name}\t{other}\t{ratio}");
}

fn told(met: bool) -> &'static str {
    if met { "met" } else { "**missed**" }
}
