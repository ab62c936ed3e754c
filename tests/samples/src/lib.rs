//! Specimen cards and computer-generated portraits with defects of known severity, drawn by code.
