namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of <c>SbeDecimal</c>: mantissa and exponent as .NET's decimal, for cold code.
/// </summary>
internal static class DecimalSource
{
    private const string Text = """
        internal static class SbeDecimal
        {
            private const int ExponentMax = 28;

            /// <summary>The number mantissa times ten to the exponent; false when a decimal cannot hold it exactly.</summary>
            public static bool TryMake(decimal mantissa, int exponent, out decimal value)
            {
                value = mantissa;
                if (mantissa == 0m) return true;
                if (exponent is < -ExponentMax or > ExponentMax) return false;
                for (; exponent < 0; exponent++)
                {
                    var next = value / 10m;
                    if (next * 10m != value) return false;
                    value = next;
                }

                for (; exponent > 0; exponent--)
                {
                    if (decimal.Abs(value) > decimal.MaxValue / 10m) return false;
                    value *= 10m;
                }

                return true;
            }

            /// <summary>The mantissa for a given exponent; false when it is not a whole number.</summary>
            public static bool TryScale(decimal value, int exponent, out decimal mantissa) =>
                TryMake(value, -exponent, out mantissa) && decimal.Truncate(mantissa) == mantissa;

            /// <summary>The digits after the point, without trailing zeros: 1.50 has one.</summary>
            public static int DigitsOf(ref decimal value)
            {
                var digits = (int)value.Scale;
                for (; digits > 0 && decimal.Round(value, digits - 1) == value; digits--) value = decimal.Round(value, digits - 1);
                return digits;
            }
        }
        """;

    public static void Emit(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "Mantissa and exponent as a decimal, exactly or not at all.");
        context.Cold(writer, "decimals are for people and files");
        writer.Line(Text);
    }
}
