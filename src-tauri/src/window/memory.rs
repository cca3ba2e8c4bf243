//! What is freed is wiped first: of a token that was pasted, sent or saved, no library's copy stays.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;

/// The system's allocator, which leaves nothing readable behind.
struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

// What grows is moved by the trait's own `realloc`, which frees the old place.
#[expect(unsafe_code, reason = "an allocator is nothing else")]
// SAFETY: all of it is the system's, which is given what the caller gave; a place is written to only
// before it is freed, within its size.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe {
            place.write_bytes(0, layout.size());
            // Or it might be left out, since nobody reads it any more.
            System.dealloc(black_box(place), layout);
        }
    }
}
