//! Visitors who are logged in and ask for the first page again and again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::task::JoinSet;

use super::{get, log_in, visitor};
use crate::program::wait_for;
use crate::support::greets;

/// How many visitors come at once.
pub const VISITORS: usize = 8;

pub struct Load {
    visitors: JoinSet<usize>,
    progress: Arc<Progress>,
}

#[derive(Default)]
struct Progress {
    answered: AtomicUsize,
    is_over: AtomicBool,
}

impl Load {
    pub fn start(url: &str) -> Self {
        let progress = Arc::new(Progress::default());
        let visits = |i| visit(format!("visitor {i}"), url.to_owned(), progress.clone());
        let visitors = (0..VISITORS).map(visits).collect();
        Self { visitors, progress }
    }

    /// Returns when that many more pages have been answered.
    pub fn goes_on(&self, pages: usize) {
        let answered = || self.progress.answered.load(Ordering::Relaxed);
        let end = answered() + pages;
        wait_for("the pages", || (answered() >= end).then_some(()));
    }

    /// Checks that for each visitor at most so many requests failed, and that no page was wrong.
    pub async fn stop(self, bound: usize) {
        self.progress.is_over.store(true, Ordering::Relaxed);
        let failed = self.visitors.join_all().await;
        assert!(failed.iter().all(|failed| *failed <= bound), "{failed:?}");
    }
}

/// Returns how many requests failed. Each page that arrives must know the name, and count all the
/// pages before it: a lost session would forget both.
async fn visit(name: String, url: String, progress: Arc<Progress>) -> usize {
    let (visitor, mut pages, mut failed) = (visitor(), 0, 0);
    log_in(&visitor, &url, &name).await;
    while !progress.is_over.load(Ordering::Relaxed) {
        let Some(page) = get(&visitor, &url).await else {
            failed += 1;
            continue;
        };
        pages += 1;
        let is_whole = greets(&page, &name) && page.contains(&format!("Visits: {pages}<"));
        assert!(is_whole, "page {pages} of {name} is {page}");
        progress.answered.fetch_add(1, Ordering::Relaxed);
    }
    failed
}
