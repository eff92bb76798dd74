using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// How one message is written as JSON: its fields and var data in the order of the schema. Immutable but for the shape that
/// was used last, which any thread may replace.
/// </summary>
internal sealed class JsonForm
{
    private const int FieldsMax = 64;

    private static readonly JsonForm?[] _forms = CreateAll();

    private readonly JsonShape _current;
    private volatile JsonShape _other;

    private JsonForm(SbeMessageLayout layout)
    {
        Layout = layout;
        Fields = [.. layout.Fields.Select((field, index) => new JsonField(field, index))];
        StoredOrder = [.. Fields.OrderBy(field => field.Name.Length)
            .ThenBy(field => field.Layout.Name, StringComparer.Ordinal)];
        DataNames = [.. layout.Data.Select(data => Encoding.UTF8.GetBytes(data.Name))];
        _current = new JsonShape(Fields, layout.BlockLength, LatencyEngineMessages.SchemaVersion);
        _other = _current;
        FixedLengthMax = _current.Head.Length + (2 * JsonText.NumberMax) + Fields.Sum(field => field.LengthMax)
            + DataNames.Sum(name => name.Length + 6) + 1;
    }

    public SbeMessageLayout Layout { get; }

    public JsonField[] Fields { get; }

    /// <summary>The fields in the order in which PostgreSQL's jsonb keeps the properties.</summary>
    public JsonField[] StoredOrder { get; }

    public byte[][] DataNames { get; }

    /// <summary>Bytes of the longest JSON without what is in var data.</summary>
    public int FixedLengthMax { get; }

    /// <summary>The shape of messages that this build writes.</summary>
    public JsonShape Current => _current;

    /// <summary>The form of a message; null for a template that has none.</summary>
    public static JsonForm? Of(int templateId) =>
        (uint)templateId < (uint)_forms.Length ? _forms[templateId] : null;

    public JsonShape ShapeOf(int blockLength, int version)
    {
        if (IsOf(_current, blockLength, version)) return _current;
        var other = _other;
        if (IsOf(other, blockLength, version)) return other;
        return _other = new JsonShape(Fields, blockLength, version);
    }

    private static bool IsOf(JsonShape shape, int blockLength, int version) =>
        shape.BlockLength == blockLength && shape.Version == version;

    private static JsonForm?[] CreateAll()
    {
        var layouts = LatencyEngineMessages.Layouts();
        var forms = new JsonForm?[layouts.Max(layout => layout.TemplateId) + 1];
        foreach (var layout in layouts)
            if (IsSupported(layout)) forms[layout.TemplateId] = new JsonForm(layout);
        return forms;
    }

    private static bool IsSupported(SbeMessageLayout layout) =>
        layout.TemplateId < RecordKinds.FirstStreamTemplateId
        && !layout.HasGroups
        && layout.Fields.Length <= FieldsMax
        && layout.Fields.All(IsSupported)
        && layout.Data.All(data => data is { IsUtf8: true, LengthSize: sizeof(ushort) or sizeof(uint) });

    private static bool IsSupported(SbeFieldLayout field) => field.Kind switch
    {
        SbeFieldKind.Integer => true,
        SbeFieldKind.Text or SbeFieldKind.Bytes => field.Size <= JsonText.ArrayMax,
        _ => false,
    };
}
