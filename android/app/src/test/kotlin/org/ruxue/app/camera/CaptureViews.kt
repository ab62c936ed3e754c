package org.ruxue.app.camera

import org.ruxue.core.CameraTrouble
import org.ruxue.core.CaptureView
import org.ruxue.core.HeadView
import org.ruxue.core.Slot
import org.ruxue.core.TroubleView

/** What the core says for a camera, in Chinese as long as it really is and in English longer than that. */
internal fun captureView(slot: Slot, isChinese: Boolean = true): CaptureView {
    fun say(chinese: String, english: String) = if (isChinese) chinese else english
    return CaptureView(
        head = HeadView(title = "", back = null, notice = null, busy = null),
        slot = slot,
        heading = when (slot) {
            Slot.PORTRAIT_SIDE -> say("把有照片的人像面放进框内", "Fit the side with your photo into the frame")
            Slot.EMBLEM_SIDE -> say("把有国徽的国徽面放进框内", "Fit the side with the emblem into the frame")
            Slot.PORTRAIT -> say("正对镜头，胸部以上放进框内", "Face the camera, chest up, inside the outline")
        },
        hints = emptyList(),
        requirements = "",
        start = "",
        again = "",
        shutter = say("拍照", "Take the photo"),
        pick = say("从相册选择", "Choose a photo"),
        lamp = say("补光灯", "Lamp"),
        manualAfterMillis = 10_000u,
        examples = emptyList(),
        troubles = CameraTrouble.entries.map { trouble(it, isChinese) },
        refused = null,
        overrule = null,
    )
}

private fun trouble(trouble: CameraTrouble, isChinese: Boolean): TroubleView {
    fun say(chinese: String, english: String) = if (isChinese) chinese else english
    return when (trouble) {
        CameraTrouble.BLOCKED -> TroubleView(
            trouble,
            say(
                "相机权限已关闭。请在系统设置中允许使用相机，或从相册选择照片。",
                "The camera is not allowed. Allow it in the settings, or choose a photo.",
            ),
            say("打开设置", "Open the settings"),
        )
        CameraTrouble.MISSING -> TroubleView(
            trouble,
            say(
                "没有找到后置摄像头。请用其他手机拍好后，从相册选择照片。",
                "No rear camera was found. Take the photo with another phone and choose it here.",
            ),
            null,
        )
        else -> TroubleView(trouble, trouble.name, say("再试一次", "Try again"))
    }
}
