using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Filters;

/// <summary>
/// One condition on a field, such as <c>price&gt;=101.5</c>, prepared for every message that has the field; a message
/// without it does not meet the condition. Cold; immutable; allocates nothing for a record of numbers.
/// </summary>
internal sealed class FieldCondition
{
    public const string Expected = "field=value, with =, !=, <, <=, > or >= and the value as 'journal grep' shows it";

    private static readonly (string Sign, FieldComparison Comparison)[] Signs =
    [
        ("!=", FieldComparison.NotEqual), ("<=", FieldComparison.LessOrEqual), (">=", FieldComparison.GreaterOrEqual),
        ("=", FieldComparison.Equal), ("<", FieldComparison.Less), (">", FieldComparison.Greater),
    ];

    private readonly FieldComparison _comparison;
    private readonly string _text;
    private readonly MessageField?[] _fields = new MessageField?[MessageShapes.TemplateEnd];
    private readonly Int128[][] _values = new Int128[MessageShapes.TemplateEnd][];

    private FieldCondition(string field, FieldComparison comparison, string text)
    {
        (Field, _comparison, _text) = (field, comparison, text);
    }

    public string Field { get; }

    /// <exception cref="InputRefusedException">It is no condition, or no message has such a field or value.</exception>
    public static FieldCondition Parse(string condition, SessionNames names)
    {
        var at = condition.IndexOfAny(['!', '<', '>', '=']);
        foreach (var (sign, comparison) in Signs)
            if (at > 0 && condition.AsSpan(at).StartsWith(sign))
                return Of(condition[..at].Trim(), comparison, condition[(at + sign.Length)..].Trim(), names);
        throw new InputRefusedException($"found the condition '{condition}'; expected {Expected}");
    }

    /// <summary>A field is what people call it: an id, or the name that goes with it.</summary>
    /// <exception cref="InputRefusedException">No message has such a field or value.</exception>
    public static FieldCondition Of(string field, FieldComparison comparison, string text, SessionNames names)
    {
        var condition = new FieldCondition(field, comparison, text);
        var ids = names.IdsOf(field, text).Select(id => (Int128)id).ToArray();
        var (isKnown, isUsable) = (false, false);
        foreach (var shape in MessageShapes.All)
        {
            if (shape.Find(field) is not { } found) continue;
            isKnown = true;
            if (!condition.TryPrepare(shape.TemplateId, found, ids)) continue;
            condition._fields[shape.TemplateId] = found;
            isUsable = true;
        }

        if (!isKnown) throw new InputRefusedException(WhyUnknown(field));
        return isUsable ? condition : throw new InputRefusedException($"'{text}' is no value of the field {field}");
    }

    public bool IsMetBy(in JournalRecord record)
    {
        var template = record.TemplateId;
        if (template >= MessageShapes.TemplateEnd || _fields[template] is not { } field) return false;
        var block = MessageShape.BlockOf(record.Message);
        if (!field.IsNumber) return field.TextOf(block) is { } text && Holds(string.CompareOrdinal(text, _text));
        if (!field.TryGetNumber(block, out var number)) return false;
        var values = _values[template];
        if (values.Length == 1) return Holds(number.CompareTo(values[0]));
        return values.Contains(number) == (_comparison == FieldComparison.Equal);
    }

    private bool TryPrepare(int template, MessageField field, Int128[] ids)
    {
        if (!field.IsNumber) return true;
        // A symbol may be that of several instruments, and may look like a number.
        var isByName = ids.Length > 0 && _comparison is (FieldComparison.Equal or FieldComparison.NotEqual);
        _values[template] = isByName ? ids : field.TryParse(_text, out var value) ? [value] : [];
        return _values[template].Length > 0;
    }

    private bool Holds(int order) => _comparison switch
    {
        FieldComparison.Equal => order == 0,
        FieldComparison.NotEqual => order != 0,
        FieldComparison.Less => order < 0,
        FieldComparison.LessOrEqual => order <= 0,
        FieldComparison.Greater => order > 0,
        _ => order >= 0,
    };

    private static string WhyUnknown(string field)
    {
        var names = MessageShapes.All.SelectMany(shape => shape.Fields).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal);
        var near = names.Where(name => name.Contains(field, StringComparison.OrdinalIgnoreCase)).ToList();
        return near.Count > 0
            ? $"no message has a field '{field}'; there is {string.Join(", ", near)}"
            : $"no message has a field '{field}'; './run.ps1 sbe describe' lists them";
    }
}
