using System.Text;
using System.Text.RegularExpressions;
using LatencyEngine.Sbe.Parsing;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>Schemas damaged at random: the reader gives a model or findings, and never throws.</summary>
public sealed partial class HostileSchemaTests
{
    private const int Rounds = 1_500;

    private static readonly string[] Values =
    [
        "", "0", "-1", "1", "7", "65535", "99999999999999999999", "NaN", "x", "Side", "Flags", "text",
        "messageHeader", "groupSizeEncoding", "amount", "constant", "optional", "char", "uint64", "double",
        "Side.Buy", "a b", "\u00e9",
    ];

    private static readonly string Good = SchemaText.With(
        "<composite name='amount'><type name='value' primitiveType='int64' presence='optional'/>"
        + "<type name='scale' primitiveType='int8' presence='constant'>-2</type><ref name='f' type='Flags'/>"
        + "<composite name='in'><enum name='E' encodingType='char'><validValue name='A'>1</validValue></enum>"
        + "</composite>"
        + "</composite><type name='k' primitiveType='char' presence='constant'>ABC</type>",
        "<message name='M' id='1' blockLength='64'><field name='a' id='1' type='amount' offset='4'/>"
        + "<field name='b' id='2' type='Side' presence='constant' valueRef='Side.Buy'/>"
        + "<field name='c' id='3' type='uint32' presence='optional' sinceVersion='1' deprecated='2'/>"
        + "<group name='g' id='4' dimensionType='groupSizeEncoding'><field name='x' id='1' type='k'/>"
        + "<group name='h' id='5'><data name='d' id='6' type='text'/></group></group>"
        + "<data name='e' id='7' type='text'/></message>");

    [Fact]
    public void The_schema_is_good_before_it_is_damaged() =>
        Assert.Empty(SchemaReader.ReadText(Good, SchemaText.FileName).Diagnostics);

    [Fact]
    public void A_schema_with_changed_attributes_gives_a_model_or_findings()
    {
        var random = new Random(1);
        for (var i = 0; i < Rounds; i++)
            Read(
                Replace(Attribute(), Good, random,
                    m => $"{m.Groups[1].Value}=\"{Values[random.Next(Values.Length)]}\""));
    }

    [Fact]
    public void A_schema_with_elements_removed_or_doubled_gives_a_model_or_findings()
    {
        var random = new Random(2);
        for (var i = 0; i < Rounds; i++)
            Read(Replace(Element(), Good, random, m => random.Next(2) == 0 ? "" : m.Value + m.Value));
    }

    [Fact]
    public void A_schema_with_characters_changed_gives_a_model_or_findings()
    {
        var random = new Random(3);
        for (var i = 0; i < Rounds; i++)
        {
            var text = new StringBuilder(Good);
            for (var n = random.Next(1, 4); n > 0; n--)
                text[random.Next(text.Length)] = (char)random.Next(1, 0x250);
            Read(text.ToString());
        }
    }

    private static void Read(string xml)
    {
        var result = SchemaReader.ReadText(xml, SchemaText.FileName);
        Assert.Equal(result.Schema is null, result.Errors.Any());
    }

    private static string Replace(Regex what, string text, Random random, MatchEvaluator change)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var found = what.Matches(text);
            var chosen = found[random.Next(found.Count)];
            text = text[..chosen.Index] + change(chosen) + text[(chosen.Index + chosen.Length)..];
        }
        return text;
    }

    [GeneratedRegex("""(\w+)=["'][^"']*["']""")]
    private static partial Regex Attribute();

    [GeneratedRegex("<(?:type|ref|field|validValue|choice|data)[^>]*/>|<(?:validValue|choice)[^>]*>[^<]*</[^>]*>")]
    private static partial Regex Element();
}
