//! Scales and their ticks: from a figure to a place in the picture.

/// Maps figures to a range of places, evenly or by their logarithm.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    figures: (f64, f64),
    places: (f64, f64),
    logarithmic: bool,
}

impl Scale {
    /// Equal steps of the figures are equal steps in the picture.
    pub fn linear(figures: (f64, f64), places: (f64, f64)) -> Self {
        Self {
            figures,
            places,
            logarithmic: false,
        }
    }

    /// Equal factors are equal steps in the picture. The figures must be above 0.
    pub fn logarithmic((first, last): (f64, f64), places: (f64, f64)) -> Self {
        Self {
            figures: (first.log10(), last.log10()),
            places,
            logarithmic: true,
        }
    }

    /// The place of a figure.
    pub fn at(&self, figure: f64) -> f64 {
        let figure = if self.logarithmic {
            figure.log10()
        } else {
            figure
        };
        let part = (figure - self.figures.0) / (self.figures.1 - self.figures.0);
        self.places.0 + part * (self.places.1 - self.places.0)
    }
}

/// Round figures from 0 up to the first that is not below `most`: steps of 1, 2 or 5 and zeros.
pub fn round_ticks(most: f64, steps: usize) -> Vec<f64> {
    let step = round_step(most / steps as f64);
    let count = (most / step).ceil().max(1.0) as usize;
    (0..=count).map(|index| index as f64 * step).collect()
}

/// The smallest of 1, 2, 5, 10, 20, 50 and so on that is not below `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0].map(|digit| digit * power);
    let fitting = steps.into_iter().find(|step| *step >= least);
    fitting.unwrap_or(10.0 * power)
}

/// The powers of ten from the one at or below `first` to the one at or above `last`.
pub fn decades(first: f64, last: f64) -> Vec<f64> {
    let (first, last) = (first.log10().floor() as i32, last.log10().ceil() as i32);
    (first..=last.max(first + 1))
        .map(|power| 10_f64.powi(power))
        .collect()
}
