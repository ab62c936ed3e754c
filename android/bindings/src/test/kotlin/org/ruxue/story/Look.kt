package org.ruxue.story

import java.lang.reflect.Modifier
import org.ruxue.core.ButtonView
import org.ruxue.core.ChancesView
import org.ruxue.core.FindingView
import org.ruxue.core.FormView
import org.ruxue.core.Screen

/** What stands on a screen, whichever it is: found by walking through it, so that a new screen needs no code here. */
class Look(private val screen: Screen) {
    private val parts: List<Any> = buildList { walk(screen, ::add) }

    /** The screen's name, `card_capture`. */
    val name = snake(screen.javaClass.simpleName)

    val texts = parts.filterIsInstance<String>()
    val buttons = parts.filterIsInstance<ButtonView>()
    val kinds = parts.filterIsInstance<FindingView>().map { it.kind }
    val chances = parts.filterIsInstance<ChancesView>().map { it.left.toInt() }
    val form get() = parts.filterIsInstance<FormView>().firstOrNull()

    /** What a camera's screen is to take. */
    val slot = fields(fields(screen).getValue("view")!!)["slot"]?.let { snake(it.toString().lowercase()) }

    fun button(id: String) = buttons.firstOrNull { it.id == id }

    override fun toString() = "$name: buttons ${buttons.map { if (it.enabled) it.id else "(${it.id})" }}, texts $texts"

    private fun walk(part: Any?, found: (Any) -> Unit) {
        if (part == null) return
        found(part)
        when {
            part is Iterable<*> -> part.forEach { walk(it, found) }
            part !is Enum<*> && part.javaClass.packageName == Screen::class.java.packageName ->
                fields(part).values.forEach { walk(it, found) }
        }
    }

    private fun fields(part: Any): Map<String, Any?> = part.javaClass.declaredFields
        .filterNot { Modifier.isStatic(it.modifiers) }
        .associate { it.name to it.apply { isAccessible = true }.get(part) }

    private fun snake(name: String) = name.replace(Regex("(?<=[a-z])[A-Z]")) { "_${it.value}" }.lowercase()
}
