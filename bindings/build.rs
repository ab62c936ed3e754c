//! Compiles the networks' weights in where the feature `embedded-weights` asks for it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(feature = "embedded-weights")]
    embed()?;
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}

/// Writes a function that has the bytes of each weight file by its name.
#[cfg(feature = "embedded-weights")]
fn embed() -> Result<(), Box<dyn std::error::Error>> {
    use std::fmt::Write;
    use std::path::Path;

    println!("cargo:rerun-if-env-changed={}", ruxue_models::WEIGHTS_VARIABLE);
    let folder = ruxue_models::weights()?;
    let mut source = String::from("fn embedded(name: &str) -> Option<&'static [u8]> {\n    match name {\n");
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if let (Some("onnx"), Some(name)) = (path.extension().and_then(|e| e.to_str()), path.file_name()) {
            writeln!(
                source,
                "        {:?} => Some(include_bytes!({:?})),",
                name.to_string_lossy(),
                path.canonicalize()?
            )?;
        }
    }
    source.push_str("        _ => None,\n    }\n}\n");
    let out = std::env::var("OUT_DIR")?;
    Ok(std::fs::write(Path::new(&out).join("weights.rs"), source)?)
}
