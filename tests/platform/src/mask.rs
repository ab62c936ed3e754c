//! What is shown in the place of personal texts, enough to know one's own again.

/// All characters but the last masked.
pub(crate) fn name(name: &str) -> String {
    let masked = name.chars().count().saturating_sub(1);
    name.chars().enumerate().map(|(place, character)| if place < masked { '*' } else { character }).collect()
}

/// The first three digits and the last four.
pub(crate) fn mobile(mobile: &str) -> String {
    let (start, end) = (mobile.get(..3).unwrap_or_default(), mobile.get(7..).unwrap_or_default());
    format!("{start}****{end}")
}

/// The first character and the domain.
pub(crate) fn email(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or_default();
    let first: String = local.chars().take(1).collect();
    format!("{first}***@{domain}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_masked_name_shows_its_last_character_only() {
        for (name, masked) in [("张样", "*样"), ("欧阳样张", "***张"), ("张", "张"), ("", "")] {
            assert_eq!(super::name(name), masked);
        }
    }

    #[test]
    fn masked_contacts_show_their_ends() {
        assert_eq!(super::mobile("13900000001"), "139****0001");
        assert_eq!(super::email("student001@example.cn"), "s***@example.cn");
        assert_eq!(super::email("学生@example.cn"), "学***@example.cn");
    }
}
