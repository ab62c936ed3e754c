use super::super::state::State;
use super::super::work::Task;

impl State {
    /// What is under way, in words; what the student need not wait for is not told.
    pub(super) fn busy_text(&self) -> Option<String> {
        let (zh, en) = match self.task? {
            Task::LogIn => ("正在登录", "Logging in"),
            Task::Register => ("正在注册", "Registering"),
            Task::ResetPassword | Task::ChangePassword => ("正在设置密码", "Setting the password"),
            Task::RequestCode => ("正在发送验证码", "Sending the code"),
            Task::Photo(_) => ("正在检查照片", "Checking the photo"),
            Task::ConfirmCard => ("正在核对", "Checking"),
            Task::Overrule(_) | Task::GiveConsent(_) | Task::SetPostalAddress | Task::Bind(_) => ("正在保存", "Saving"),
            Task::SendCard => ("正在上传身份证", "Uploading the card"),
            Task::Submit => ("正在提交人像照", "Submitting the portrait"),
            Task::MakeSure => ("正在确认上一次提交", "Making sure of the last submission"),
            Task::Await => ("审核中，请稍候", "Under review"),
            Task::StartAgain => ("正在重新开始", "Starting again"),
            Task::HandOver => ("正在交给学校", "Handing over"),
            Task::Revoke(_) => ("正在撤回", "Taking it back"),
            Task::Unbind(_) => ("正在解除绑定", "Removing"),
            Task::LogOut | Task::LogOutEverywhere => ("正在退出", "Logging out"),
            Task::Erase => ("正在删除", "Erasing"),
            Task::Refresh | Task::Load(_) => return None,
        };
        Some(self.say(zh, en))
    }
}
