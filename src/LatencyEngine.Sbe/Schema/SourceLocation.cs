using System.Globalization;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// Where something stands in a schema file. Line and column are 1-based; both are 0 for what the compiler
/// knows without a file, such as the primitive types.
/// </summary>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    public static SourceLocation BuiltIn { get; } = new("", 0, 0);

    /// <summary>MSBuild's canonical form, <c>file(line,column)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})");
}
