//! What is reached where.

use std::sync::Arc;

use axum::routing::{any, get, post};
use axum::{Router, middleware};

use crate::refusal::Refusal;
use crate::service::{HISTORIES, INSERT, SESSIONS, Shared, USER_STATS};
use crate::{gate, insert, page, reads};

/// All routes, behind the gate.
pub(crate) fn routes(service: Shared) -> Router {
    Router::new()
        .route(INSERT, post(insert::insert))
        .route(USER_STATS, get(reads::user_stats))
        .route(SESSIONS, get(reads::sessions))
        .route(HISTORIES, get(reads::histories))
        .route("/api/v2/games.php", any(reads::games))
        .route("/game/{*link}", any(reads::games))
        .merge(page::routes())
        .fallback(async || Refusal::NothingHere)
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(middleware::from_fn_with_state(Arc::clone(&service), gate::gate))
        .with_state(service)
}
