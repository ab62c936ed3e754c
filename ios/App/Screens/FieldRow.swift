import RuxueCore
import RuxueShell
import SwiftUI
import UIKit

/// A field to fill in: its label, what it takes in a box, what is wrong with it.
struct FieldRow: View {
    let part: FieldPart
    @Binding var text: String
    let focus: FocusState<String?>.Binding
    let press: @MainActor (ButtonPart) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: Space.tiny.rawValue) {
            Text(part.view.label)
                .font(TypeStyle.label.font).foregroundColor(TypeStyle.label.ink.color)
                .accessibilityHidden(true)
            box
                .frame(maxWidth: .infinity, minHeight: Metrics.control, alignment: .leading)
                .padding(.leading, Space.medium.rawValue)
                .surface(.surface, edge: part.edge)
            if let problem = part.view.problem { note(problem, .bad) }
            if let hint = part.hint { note(hint, .textQuiet) }
        }
    }

    @ViewBuilder private var box: some View {
        if part.isChosen {
            ChoiceBox(part: part, text: $text)
        } else {
            InputBox(part: part, text: $text, focus: focus, press: press)
        }
    }

    /// Read with the field itself.
    private func note(_ text: String, _ ink: Ink) -> some View {
        Text(text).font(TypeStyle.quiet.font).foregroundColor(ink.color)
            .fixedSize(horizontal: false, vertical: true)
            .accessibilityHidden(true)
    }
}

/// A box of which one of the choices is taken.
private struct ChoiceBox: View {
    let part: FieldPart
    @Binding var text: String

    var body: some View {
        Menu {
            Picker(part.view.label, selection: $text) {
                ForEach(part.options(beside: text), id: \.self) { Text($0).tag($0) }
            }
        } label: {
            HStack {
                Text(text).font(TypeStyle.body.font).foregroundColor(Ink.text.color)
                Spacer()
                Symbol.upDown.image.foregroundColor(Ink.textQuiet.color)
            }
            .padding(.trailing, Space.medium.rawValue)
            .frame(minHeight: Metrics.control)
        }
        .accessibilityLabel(part.spoken)
        .accessibilityValue(text)
        .accessibilityIdentifier(part.view.key)
    }
}

/// A box to type into.
private struct InputBox: View {
    let part: FieldPart
    @Binding var text: String
    let focus: FocusState<String?>.Binding
    let press: @MainActor (ButtonPart) -> Void
    @State private var isRevealed = false

    var body: some View {
        HStack(spacing: 0) {
            input
            ForEach(part.view.choices, id: \.self) { choice in
                Button(choice) { text = choice }
                    .frame(minWidth: Metrics.touch, minHeight: Metrics.touch)
            }
            if let reveal = part.view.reveal { eye(reveal) }
        }
        .font(TypeStyle.body.font)
        .foregroundColor(Ink.accent.color)
    }

    private var input: some View {
        Group {
            if part.view.reveal != nil, !isRevealed {
                SecureField("", text: $text)
            } else if part.entry.lines > 1 {
                TextField("", text: $text, axis: .vertical).lineLimit(1...part.entry.lines)
            } else {
                TextField("", text: $text)
            }
        }
        .foregroundColor(Ink.text.color)
        .padding(.trailing, Space.medium.rawValue)
        .keyboardType(part.entry.keyboard.type)
        .textContentType(part.entry.content?.type)
        .textInputAutocapitalization(part.entry.capitals == .all ? .characters : .never)
        .autocorrectionDisabled(!part.entry.isCorrected)
        .privacySensitive(part.view.kind.isSecret)
        .submitLabel(part.next == nil ? .go : .next)
        .focused(focus, equals: part.view.key)
        .onSubmit(submit)
        .accessibilityLabel(part.spoken)
        .accessibilityIdentifier(part.view.key)
    }

    private func eye(_ reveal: RevealView) -> some View {
        Button {
            isRevealed.toggle()
            // The box that takes the other's place begins without it.
            focus.wrappedValue = part.view.key
        } label: {
            Image(systemName: (isRevealed ? Symbol.eyeOff : .eye).rawValue)
                .foregroundColor(Ink.textQuiet.color)
                .frame(minWidth: Metrics.touch, minHeight: Metrics.touch)
        }
        .accessibilityLabel(isRevealed ? reveal.hide : reveal.show)
    }

    private func submit() {
        if let next = part.next {
            focus.wrappedValue = next
        } else if let done = part.done {
            press(done)
        }
    }
}

extension Entry.Keyboard {
    fileprivate var type: UIKeyboardType {
        switch self {
        case .text: .default
        case .ascii: .asciiCapable
        case .number: .numberPad
        case .phone: .phonePad
        case .email: .emailAddress
        case .digitsAndMarks: .numbersAndPunctuation
        }
    }
}

extension Entry.Content {
    fileprivate var type: UITextContentType {
        switch self {
        case .username: .username
        case .password: .password
        case .newPassword: .newPassword
        case .oneTimeCode: .oneTimeCode
        case .name: .name
        case .mobile: .telephoneNumber
        case .email: .emailAddress
        }
    }
}
