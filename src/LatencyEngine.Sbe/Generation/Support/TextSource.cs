namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of <c>SbeText</c>: text for people, written into a span, and into a string only at the
/// end.
/// </summary>
internal static class TextSource
{
    private const string Text = """
        internal ref struct SbeText
        {
            private const int FirstCapacityChars = 512;

            private readonly global::System.Span<char> _buffer;
            private int _length;
            private bool _isFull;

            public SbeText(global::System.Span<char> buffer) => _buffer = buffer;

            /// <summary>Formats into a string, growing the buffer until the text fits.</summary>
            public static string ToText<T>(in T value)
                where T : struct, global::System.ISpanFormattable
            {
                global::System.Span<char> small = stackalloc char[FirstCapacityChars];
                if (value.TryFormat(small, out var length, default, null)) return small[..length].ToString();
                for (var capacity = FirstCapacityChars * 4; ; capacity *= 4)
                {
                    var large = new char[capacity];
                    if (value.TryFormat(large, out length, default, null)) return new string(large, 0, length);
                }
            }

            /// <summary>Encodes text; false when it does not fit or has characters that the encoding lacks.</summary>
            public static bool TryEncode(
                global::System.Text.Encoding encoding,
                global::System.ReadOnlySpan<char> text,
                global::System.Span<byte> destination,
                out int length)
            {
                var strict = global::System.Text.Encoding.GetEncoding(
                    encoding.CodePage,
                    global::System.Text.EncoderFallback.ExceptionFallback,
                    global::System.Text.DecoderFallback.ExceptionFallback);
                try
                {
                    return strict.TryGetBytes(text, destination, out length);
                }
                catch (global::System.Text.EncoderFallbackException)
                {
                    length = 0;
                    return false;
                }
            }

            /// <summary>Whether everything fitted, and how many characters there are.</summary>
            public readonly bool Finish(out int charsWritten)
            {
                charsWritten = _isFull ? 0 : _length;
                return !_isFull;
            }

            public void Append(scoped global::System.ReadOnlySpan<char> text)
            {
                if (_isFull || text.Length > _buffer.Length - _length)
                {
                    _isFull = true;
                    return;
                }

                text.CopyTo(_buffer[_length..]);
                _length += text.Length;
            }

            public void Append<T>(T number)
                where T : struct, global::System.ISpanFormattable
            {
                if (_isFull) return;
                var culture = global::System.Globalization.CultureInfo.InvariantCulture;
                _isFull = !number.TryFormat(_buffer[_length..], out var written, default, culture);
                _length += written;
            }

            /// <summary>Appends a name of the schema, or <c>(7)</c> for a value that it does not list.</summary>
            public void AppendName<T>(scoped global::System.ReadOnlySpan<byte> name, T number)
                where T : struct, global::System.ISpanFormattable
            {
                if (!name.IsEmpty)
                {
                    AppendLatin(name);
                    return;
                }

                Append("(");
                Append(number);
                Append(")");
            }

            /// <summary>Appends bytes as characters between quotes; what cannot be printed becomes a question mark.</summary>
            public void AppendQuoted(scoped global::System.ReadOnlySpan<byte> bytes)
            {
                Append("\"");
                AppendLatin(bytes);
                Append("\"");
            }

            /// <summary>Appends mantissa times ten to the exponent without rounding, such as <c>-0.05</c> or <c>5E30</c>.</summary>
            public void AppendDecimal(global::System.Int128 mantissa, int exponent)
            {
                global::System.Span<char> digits = stackalloc char[48];
                if (exponent is > 0 or < -24)
                {
                    Append(mantissa);
                    Append("E");
                    Append(exponent);
                    return;
                }

                if (mantissa < 0) Append("-");
                var magnitude = mantissa < 0 ? -mantissa : mantissa;
                magnitude.TryFormat(digits, out var length, "D25", null);
                var point = length + exponent;
                var start = global::System.Math.Min(
                    point - 1, length - global::System.MemoryExtensions.TrimStart(digits[..length], '0').Length);
                Append(digits[start..point]);
                var fraction = global::System.MemoryExtensions.TrimEnd(digits[point..length], '0');
                if (fraction.IsEmpty) return;
                Append(".");
                Append(fraction);
            }

            /// <summary>Appends a time since the Unix epoch, in units of 10^-unitDigits seconds, as ISO 8601 in UTC.</summary>
            public void AppendTime(global::System.Int128 units, int unitDigits)
            {
                var perSecond = (global::System.Int128)1;
                for (var i = 0; i < unitDigits; i++) perSecond *= 10;
                var (seconds, rest) = global::System.Int128.DivRem(units, perSecond);
                if (rest < 0) (seconds, rest) = (seconds - 1, rest + perSecond);
                if (seconds < -62_135_596_800 || seconds > 253_402_300_799)
                {
                    Append(units);
                    return;
                }

                var time = global::System.DateTimeOffset.FromUnixTimeSeconds((long)seconds);
                global::System.Span<char> text = stackalloc char[32];
                time.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss", null);
                Append(text[..length]);
                if (unitDigits > 0)
                {
                    rest.TryFormat(text, out length, unitDigits switch { 3 => "D3", 6 => "D6", _ => "D9" }, null);
                    Append(".");
                    Append(text[..length]);
                }

                Append("Z");
            }

            private void AppendLatin(scoped global::System.ReadOnlySpan<byte> bytes)
            {
                if (_isFull || bytes.Length > _buffer.Length - _length)
                {
                    _isFull = true;
                    return;
                }

                foreach (var value in bytes) _buffer[_length++] = value is >= 0x20 and < 0x7F ? (char)value : '?';
            }
        }
        """;

    public static void Emit(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "Text for people in a span of characters. A text that does not fit is no text at all.");
        context.Cold(writer, "text is for people");
        writer.Line(Text);
    }
}
