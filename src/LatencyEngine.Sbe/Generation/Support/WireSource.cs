using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of <c>SbeWire</c>, through which every number passes between memory and meaning.
/// </summary>
internal static class WireSource
{
    private static readonly string[] Integers = ["short", "ushort", "int", "uint", "long", "ulong"];

    public static void Emit(GenerationContext context, CodeWriter writer, bool hasFloats)
    {
        Docs.Summary(
            writer,
            "Swaps numbers between the schema's byte order and the host's. The same call works both ways, and compiles "
            + "to nothing where the two orders agree.");
        using var body = writer.Block("internal static class SbeWire");
        var agrees = context.Schema.ByteOrder == ByteOrder.LittleEndian
            ? "global::System.BitConverter.IsLittleEndian"
            : "!global::System.BitConverter.IsLittleEndian";
        writer.Line("/// <summary>Whether host and schema order bytes alike. A constant for the JIT.</summary>");
        writer.Line($"private static bool OrdersAgree => {agrees};");
        foreach (var keyword in Integers) EmitOrder(writer, keyword, Swap("value"));
        if (!hasFloats) return;
        EmitOrder(writer, "float", Float("UInt32BitsToSingle", "SingleToUInt32Bits"));
        EmitOrder(writer, "double", Float("UInt64BitsToDouble", "DoubleToUInt64Bits"));
    }

    private static void EmitOrder(CodeWriter writer, string keyword, string swapped)
    {
        writer.Line();
        writer.Line(Framework.Inlined);
        writer.Line($"public static {keyword} Order({keyword} value) =>");
        writer.Line($"    OrdersAgree ? value : {swapped};");
    }

    private static string Swap(string value) =>
        $"global::System.Buffers.Binary.BinaryPrimitives.ReverseEndianness({value})";

    private static string Float(string fromBits, string toBits) =>
        $"global::System.BitConverter.{fromBits}({Swap($"global::System.BitConverter.{toBits}(value)")})";
}
