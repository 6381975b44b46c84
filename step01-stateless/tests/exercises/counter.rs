//! `GET /visits` counts in the server's memory: one number for everyone, gone with the program.

use std::collections::BTreeSet;

use super::serve;

async fn visits(server: &str) -> String {
    let response = reqwest::get(format!("{server}/visits")).await.unwrap();
    assert_eq!(response.status(), 200, "there is no GET /visits");
    response.text().await.unwrap()
}

#[tokio::test]
#[ignore = "exercise: GET /visits counts its requests, whoever sends them"]
async fn one_number_counts_for_everyone() {
    let server = serve().await;
    for expected in ["Visits: 1", "Visits: 2", "Visits: 3"] {
        assert_eq!(visits(&server).await, expected, "counts otherwise");
        reqwest::get(&server).await.unwrap();
    }
}

#[tokio::test]
#[ignore = "exercise: an app that starts anew counts from the beginning"]
async fn each_app_has_a_number_of_its_own() {
    let (one, other) = (serve().await, serve().await);
    assert_eq!(visits(&one).await, "Visits: 1", "a new app");
    assert_eq!(visits(&one).await, "Visits: 2", "the second request");
    let first = visits(&other).await;
    assert_eq!(first, "Visits: 1", "two apps share one number");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "exercise: no two requests at the same time get the same number"]
async fn every_request_counts_once() {
    let server = serve().await;
    assert_eq!(visits(&server).await, "Visits: 1", "a new app");
    let ask = |_| {
        let server = server.clone();
        tokio::spawn(async move { visits(&server).await })
    };
    let asked: Vec<_> = (0..100).map(ask).collect();
    let mut answers = BTreeSet::new();
    for answer in asked {
        answers.insert(answer.await.unwrap());
    }
    let expected: BTreeSet<_> = (2..102).map(|count| format!("Visits: {count}")).collect();
    assert_eq!(answers, expected, "a number came twice");
}
