package org.ruxue.story

import java.lang.reflect.Modifier
import org.ruxue.core.ButtonView
import org.ruxue.core.ChancesView
import org.ruxue.core.FindingView
import org.ruxue.core.FormView
import org.ruxue.core.Screen

/** What stands on a screen, whichever it is: found by walking through it, so that a new screen needs no code here. */
class Look(private val screen: Screen) {
    private val parts: List<Pair<String, Any>> = buildList { walk("", screen) { name, part -> add(name to part) } }

    /** The screen's name, `card_capture`. */
    val name = snake(screen.javaClass.simpleName)

    /** What the student can read. */
    val texts = parts.mapNotNull { (name, part) -> part.takeIf { name !in ours && part != "" } as? String }
    val buttons = every<ButtonView>()
    val kinds = every<FindingView>().map { it.kind }
    val chances = every<ChancesView>().map { it.left.toInt() }
    val form = every<FormView>().firstOrNull()

    /** What a camera's screen is to take. */
    val slot = fields(fields(screen).getValue("view")!!)["slot"]?.let { snake(it.toString().lowercase()) }

    fun button(id: String) = buttons.firstOrNull { it.id == id }

    override fun toString() = "$name: buttons ${buttons.map { if (it.enabled) it.id else "(${it.id})" }}, texts $texts"

    private inline fun <reified T> every() = parts.map { it.second }.filterIsInstance<T>()

    private fun walk(name: String, part: Any?, found: (String, Any) -> Unit) {
        if (part == null) return
        found(name, part)
        when {
            part is Iterable<*> -> part.forEach { walk(name, it, found) }
            part !is Enum<*> && part.javaClass.packageName == Screen::class.java.packageName ->
                fields(part).forEach { (name, part) -> walk(name, part, found) }
        }
    }

    private fun fields(part: Any): Map<String, Any?> = part.javaClass.declaredFields
        .filterNot { Modifier.isStatic(it.modifiers) }
        .associate { it.name to it.apply { isAccessible = true }.get(part) }

    private fun snake(name: String) = name.replace(Regex("(?<=[a-z])[A-Z]")) { "_${it.value}" }.lowercase()

    private companion object {
        /** Fields that hold names of the core's own, not texts. */
        val ours = setOf("id", "key", "kind")
    }
}
