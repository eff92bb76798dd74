namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// What generated code takes from .NET, spelled so that no type or member of a schema can hide it: a
/// schema may well have a composite called <c>Decimal</c> or a field called <c>Span</c>.
/// </summary>
internal static class Framework
{
    public const string Span = "global::System.Span<byte>";
    public const string Bytes = "global::System.ReadOnlySpan<byte>";
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    public const string Marshal = "global::System.Runtime.InteropServices.MemoryMarshal";
    public const string Extensions = "global::System.MemoryExtensions";
    public const string JsonWriter = "global::System.Text.Json.Utf8JsonWriter";
    public const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    public const string UnscopedRef = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef]";

    public const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public const string NotInlined = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    /// <summary>A readonly span of any element.</summary>
    public static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";

    /// <summary>The reference <c>start</c>, moved on by so many bytes.</summary>
    public static string At(int offset) => offset == 0 ? "start" : $"{Unsafe}.Add(ref start, {offset})";
}
