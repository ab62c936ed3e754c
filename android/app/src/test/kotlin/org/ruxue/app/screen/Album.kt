package org.ruxue.app.screen

import java.io.File
import java.lang.reflect.Constructor
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.ruxue.core.Screen

/** Every screen that the core's own tests have seen, in a language: their snapshots are read, so that none is forgotten here. */
class Album(language: String) {
    val screens: Map<String, Screen> = snapshots().associate { file ->
        val json = Json.parseToJsonElement(file.readText().split("\n---\n", limit = 2)[1]).jsonObject
        file.name.removePrefix(PREFIX).removeSuffix(".snap") to Screens.read(json.getValue(language))
    }

    operator fun get(name: String): Screen = screens.getValue(name)

    private fun snapshots() = File(System.getProperty("ruxue.workspace"), "core/app/tests/app/snapshots")
        .listFiles { file -> file.name.startsWith(PREFIX) && file.name.endsWith(".snap") }!!.sortedBy { it.name }

    private companion object {
        const val PREFIX = "app__desk__"
    }
}

/** Reads records as the core's tests write them: snake case, a tag beside or around what a case holds. */
private object Screens {
    fun read(json: JsonElement): Screen = value(json, Screen::class.java) as Screen

    private fun value(json: JsonElement, type: Type): Any? {
        val kind = raw(type)
        return when {
            json is JsonNull -> null
            kind == String::class.java -> json.jsonPrimitive.content
            List::class.java.isAssignableFrom(kind) -> (json as JsonArray).map { value(it, element(type)) }
            json is JsonPrimitive -> primitive(json.content, kind)
            kind.isSealed -> case(json.jsonObject, kind)
            else -> record(json.jsonObject, kind)
        }
    }

    private fun primitive(text: String, kind: Class<*>): Any = when {
        kind.isEnum -> kind.enumConstants.first { (it as Enum<*>).name == text.uppercase() }
        kind == Boolean::class.javaPrimitiveType -> text.toBoolean()
        kind == Float::class.javaPrimitiveType || kind == Float::class.javaObjectType -> text.toFloat()
        kind == Byte::class.javaPrimitiveType -> text.toInt().toByte()
        kind == Int::class.javaPrimitiveType -> text.toInt()
        kind.isSealed -> case(JsonObject(mapOf("" to JsonPrimitive(text))), kind)
        else -> error("$kind of “$text”")
    }

    /** The case that the tag names; the tag is the first text that names one. */
    private fun case(json: JsonObject, kind: Class<*>): Any {
        val cases = kind.permittedSubclasses.associateBy { snake(it.simpleName) }
        val case = listOf("screen", "do", "page", "").firstNotNullOf { tag -> (json[tag] as? JsonPrimitive)?.let { cases[it.content] } }
        case.declaredFields.firstOrNull { it.name == "INSTANCE" }?.let { return it.get(null) }
        return record(json, case)
    }

    private fun record(json: JsonObject, kind: Class<*>): Any {
        val fields = kind.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }
        val maker = maker(kind, fields.size)
        val values = fields.map { field(json, it.name, it.genericType) }
        val marker = if (maker.parameterCount > fields.size) arrayOf<Any?>(null) else arrayOf()
        return maker.newInstance(*values.toTypedArray(), *marker)
    }

    private fun field(json: JsonObject, name: String, type: Type): Any? {
        val told = json[snake(name)] ?: json["consent".takeIf { name == "kind" }.orEmpty()]
        return when {
            told != null && raw(type).isSealed && told is JsonPrimitive && told !is JsonNull -> case(json, raw(type))
            told != null -> value(told, type)
            // Snapshots leave out what was typed or taken.
            else -> if (raw(type) == ByteArray::class.java) ByteArray(0) else listOf<Any>()
        }
    }

    /** A constructor that takes unsigned numbers has a marker at its end. */
    private fun maker(kind: Class<*>, count: Int): Constructor<*> {
        val isOurs = { maker: Constructor<*> -> maker.parameterTypes.lastOrNull()?.simpleName == "DefaultConstructorMarker" }
        val found = kind.declaredConstructors.firstOrNull { it.parameterCount == count + 1 && isOurs(it) }
        return (found ?: kind.declaredConstructors.first { it.parameterCount == count }).apply { isAccessible = true }
    }

    private fun raw(type: Type): Class<*> = if (type is ParameterizedType) type.rawType as Class<*> else type as Class<*>

    private fun element(type: Type): Type = when (val inner = (type as ParameterizedType).actualTypeArguments[0]) {
        is WildcardType -> inner.upperBounds[0]
        else -> inner
    }

    private fun snake(name: String) = name.replace(Regex("(?<=[a-z])[A-Z]")) { "_${it.value}" }.lowercase()
}
