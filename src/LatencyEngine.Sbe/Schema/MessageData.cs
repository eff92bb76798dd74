namespace LatencyEngine.Sbe.Schema;

/// <summary>A var data field: a length, then as many bytes.</summary>
public sealed record MessageData : SchemaElement
{
    /// <summary>The field's id: 0 to 65535.</summary>
    public required int Id { get; init; }

    public required VarDataEncoding Encoding { get; init; }
}
