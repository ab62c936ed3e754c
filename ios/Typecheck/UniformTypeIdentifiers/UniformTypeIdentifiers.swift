// UniformTypeIdentifiers, as far as the app uses it: declared for type-checking only, see ios/README.md.
