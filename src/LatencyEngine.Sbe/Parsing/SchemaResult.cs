using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// What reading a schema gave: the model, unless there were errors, and every finding in file order.
/// </summary>
public sealed record SchemaResult(MessageSchema? Schema, ImmutableArray<SchemaDiagnostic> Diagnostics)
{
    public bool HasErrors => Schema is null;

    public IEnumerable<SchemaDiagnostic> Errors => Diagnostics.Where(d => d.Severity == Severity.Error);

    public IEnumerable<SchemaDiagnostic> Warnings => Diagnostics.Where(d => d.Severity == Severity.Warning);
}
