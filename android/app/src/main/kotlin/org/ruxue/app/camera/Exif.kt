package org.ruxue.app.camera

import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * The few facts of EXIF that judging a photo needs: what took or changed it, when, through which lens, and which way it
 * is to be turned. Where it was taken is left behind.
 *
 * The system's own class writes files only, and no photo is written to disk unsealed.
 */
internal class Exif private constructor(private val texts: Map<Int, ByteArray>, private val orientation: Int) {
    /** The same of a picture that was turned upright. */
    fun upright(): Exif = Exif(texts, UPRIGHT)

    /** [jpeg] with these facts in it. */
    fun within(jpeg: ByteArray): ByteArray {
        val tiff = tiff()
        val size = Short.SIZE_BYTES + MARK.size + tiff.size
        val segment = ByteBuffer.allocate(2 * Short.SIZE_BYTES + size)
        segment.putShort(JPEG).putShort(APP1).putShort(size.toShort()).put(MARK).put(tiff)
        return segment.array() + jpeg.copyOfRange(Short.SIZE_BYTES, jpeg.size)
    }

    /** A directory about the picture, and one about how it was taken. */
    private fun tiff(): ByteArray {
        val header = bytes(HEADER) { put(BIG_ENDIAN).putInt(HEADER) }
        val entries = texts.map { (tag, text) -> Entry(tag, ASCII, text.size, text) }
        val (taking, picture) = entries.partition { it.tag in TAKING }
        val turn = Entry(ORIENTATION, SHORT, 1, bytes(Short.SIZE_BYTES) { putShort(orientation.toShort()) })
        fun picture(takingAt: Int): ByteArray {
            val pointer = Entry(TAKING_AT, LONG, 1, bytes(Int.SIZE_BYTES) { putInt(takingAt) })
            return directory(HEADER, picture + turn + pointer)
        }
        val takingAt = HEADER + picture(0).size
        return header + picture(takingAt) + directory(takingAt, taking)
    }

    private fun bytes(size: Int, put: ByteBuffer.() -> Unit) = ByteBuffer.allocate(size).apply(put).array()

    private class Entry(val tag: Int, val type: Int, val count: Int, val value: ByteArray)

    /** A directory that begins [at] this offset, and behind it what does not fit into its entries. */
    private fun directory(at: Int, entries: List<Entry>): ByteArray {
        val size = Short.SIZE_BYTES + entries.size * ENTRY + Int.SIZE_BYTES
        val out = ByteBuffer.allocate(size).putShort(entries.size.toShort())
        val behind = ByteArrayOutputStream()
        for (entry in entries.sortedBy { it.tag }) {
            out.putShort(entry.tag.toShort()).putShort(entry.type.toShort()).putInt(entry.count)
            if (entry.value.size <= Int.SIZE_BYTES) {
                out.put(entry.value.copyOf(Int.SIZE_BYTES))
            } else {
                out.putInt(at + size + behind.size())
                behind.write(entry.value.copyOf(entry.value.size + entry.value.size % 2))
            }
        }
        return out.array() + behind.toByteArray()
    }

    companion object {
        /** The facts that [file] tells, whatever its format: EXIF looks the same in all. Null where there are none. */
        fun of(file: ByteArray): Exif? {
            val at = file.indices.firstOrNull { file.has(MARK, it) && file.isTiff(it + MARK.size) } ?: return null
            val tiff = ByteBuffer.wrap(file, at + MARK.size, file.size - at - MARK.size).slice()
            return try {
                read(tiff)
            } catch (_: IndexOutOfBoundsException) {
                // Cut short, or meant to harm.
                null
            }
        }

        private fun read(tiff: ByteBuffer): Exif {
            tiff.order(if (tiff[0] == BIG_ENDIAN[0]) ByteOrder.BIG_ENDIAN else ByteOrder.LITTLE_ENDIAN)
            val picture = tiff.entries(tiff.getInt(Int.SIZE_BYTES))
            val taking = picture[TAKING_AT]?.let { tiff.entries(tiff.getInt(it + VALUE)) }.orEmpty()
            val texts = picture.filterKeys { it in PICTURE } + taking.filterKeys { it in TAKING }
            val orientation = picture[ORIENTATION]?.let { tiff.getShort(it + VALUE).toInt() } ?: UPRIGHT
            return Exif(texts.mapValues { tiff.text(it.value) }, orientation)
        }

        /** Where each tag's entry of a directory is. */
        private fun ByteBuffer.entries(at: Int): Map<Int, Int> {
            val count = getShort(at).toInt() and TWO_BYTES
            val entries = (0 until count).map { at + Short.SIZE_BYTES + it * ENTRY }
            return entries.associateBy { getShort(it).toInt() and TWO_BYTES }
        }

        private fun ByteBuffer.text(entry: Int): ByteArray {
            val length = getInt(entry + COUNT)
            val at = if (length <= Int.SIZE_BYTES) entry + VALUE else getInt(entry + VALUE)
            val text = (at until at + length.coerceIn(0, LONGEST_TEXT)).map(::get)
            return text.takeWhile { it != NUL }.toByteArray() + NUL
        }

        private fun ByteArray.isTiff(at: Int) = has(BIG_ENDIAN, at) || has(LITTLE_ENDIAN, at)

        private fun ByteArray.has(part: ByteArray, at: Int) =
            at + part.size <= size && part.indices.all { this[at + it] == part[it] }

        private val MARK = "Exif\u0000\u0000".toByteArray()
        private val BIG_ENDIAN = "MM\u0000*".toByteArray()
        private val LITTLE_ENDIAN = "II*\u0000".toByteArray()
        private const val JPEG = 0xFFD8.toShort()
        private const val APP1 = 0xFFE1.toShort()
        private const val HEADER = 8
        private const val NUL: Byte = 0
        private const val TWO_BYTES = 0xFFFF

        /** An entry: tag, type, count and value, or where it is. */
        private const val ENTRY = 12
        private const val COUNT = 4
        private const val VALUE = 8
        private const val ASCII = 2
        private const val SHORT = 3
        private const val LONG = 4

        /** As long as the core reads. */
        private const val LONGEST_TEXT = 200
        private const val UPRIGHT = 1
        private const val ORIENTATION = 0x112

        /** Make, model, software, time. */
        private val PICTURE = setOf(0x10F, 0x110, 0x131, 0x132)
        private const val TAKING_AT = 0x8769

        /** Time taken; the lens's make and model, by which makers say which way it faces. */
        private val TAKING = setOf(0x9003, 0xA433, 0xA434)
    }
}
