using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads a <c>set</c> element and its choices.</summary>
internal sealed class SetReader(EncodingTypeReader encodings, int schemaVersion)
{
    /// <summary>The set, or null after a report.</summary>
    public SetType? Read(SchemaNode node)
    {
        var encoding = encodings.Read(node, p => p.IsUnsignedInteger, "uint8, uint16, uint32 or uint64");
        if (encoding is null) return null;
        if (!node.Children.Any())
            node.Error(Rule.EmptyType, $"set '{node.Name}' has no choice; expected at least one <choice>");
        return node.Describe(new SetType
        {
            Name = node.Name,
            Location = node.Location,
            Encoding = encoding.Primitive,
            Choices = ReadChoices(node, encoding.Primitive),
        }, schemaVersion);
    }

    private ImmutableArray<SetChoice> ReadChoices(SchemaNode node, PrimitiveType primitive)
    {
        var choices = ImmutableArray.CreateBuilder<SetChoice>();
        foreach (var child in node.Children)
        {
            if (child.Tag != "choice" || ReadChoice(child, primitive) is not { } choice) continue;
            CheckUnique(child, choice, choices);
            choices.Add(choice);
        }
        return choices.ToImmutable();
    }

    private SetChoice? ReadChoice(SchemaNode node, PrimitiveType primitive)
    {
        var isNamed = node.HasLegalName();
        var highest = primitive.Size * 8 - 1;
        if (!int.TryParse(node.Text.Trim(), out var bit) || bit < 0 || bit > highest)
        {
            node.Error(Rule.ChoiceOutOfRange,
                $"'{node.Text.Trim()}' of choice '{node.Name}' is no bit of {primitive.Name}; expected 0 "
                + $"to {highest}");
            return null;
        }
        if (!isNamed) return null;
        return node.Describe(
            new SetChoice { Name = node.Name, Location = node.Location, BitIndex = bit }, schemaVersion);
    }

    private static void CheckUnique(SchemaNode node, SetChoice choice, IEnumerable<SetChoice> earlier)
    {
        foreach (var other in earlier)
        {
            if (other.Name == choice.Name)
                node.Error(Rule.DuplicateChoice, "name", $"choice '{choice.Name}' is already declared at "
                    + $"{other.Location}");
            else if (other.BitIndex == choice.BitIndex)
                node.Error(Rule.DuplicateChoice,
                    $"'{choice.Name}' has bit {choice.BitIndex}, which is that of '{other.Name}' at "
                    + $"{other.Location}");
        }
    }
}
