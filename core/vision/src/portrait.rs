//! The portrait: faces, mesh, head, pose, eyes, sharpness, light.
