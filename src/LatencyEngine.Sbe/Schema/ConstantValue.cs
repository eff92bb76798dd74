using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The value of something with presence constant: a number, a character, text, or a value of an enum.
/// </summary>
public sealed record ConstantValue
{
    /// <summary>The text of the schema: digits, characters, or <c>Enum.Value</c> for a reference.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The number, or the character of a single char; the first character of a longer text.
    /// </summary>
    public required PrimitiveValue Value { get; init; }

    /// <summary>
    /// The bytes of a char array, padded with NUL to the declared length; empty for anything that is not an
    /// array.
    /// </summary>
    public ImmutableArray<byte> Bytes { get; init; } = [];

    /// <summary>The enum value that <c>valueRef</c> names; null without one.</summary>
    public EnumValue? EnumValue { get; init; }

    /// <summary>True for a char array, whose value is <see cref="Text"/>.</summary>
    public bool IsText => Bytes.Length > 0;
}
