using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Filters;

/// <summary>Which records are wanted: messages by name, and conditions on fields that must all hold. Cold; immutable.</summary>
internal sealed class RecordFilter
{
    private readonly bool[]? _isWanted;
    private readonly FieldCondition[] _conditions;

    /// <param name="types">Names of messages, in any case; none stand for all.</param>
    /// <exception cref="InputRefusedException">There is no such message.</exception>
    public RecordFilter(IReadOnlyCollection<string> types, IEnumerable<FieldCondition> conditions)
    {
        _conditions = [.. conditions];
        if (types.Count == 0) return;
        _isWanted = new bool[MessageShapes.TemplateEnd];
        foreach (var type in types) _isWanted[TemplateOf(type)] = true;
    }

    public bool Takes(in JournalRecord record)
    {
        if (_isWanted is not null && (record.TemplateId >= _isWanted.Length || !_isWanted[record.TemplateId])) return false;
        foreach (var condition in _conditions)
            if (!condition.IsMetBy(in record)) return false;
        return true;
    }

    private static int TemplateOf(string type) => MessageShapes.Find(type)?.TemplateId
        ?? throw new InputRefusedException(
            $"found the message '{type}'; expected one of {string.Join(", ", MessageShapes.All.Select(shape => shape.Name))}");
}
