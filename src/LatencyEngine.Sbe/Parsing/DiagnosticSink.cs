using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Collects findings while a schema is read. Owned by one reader; single-threaded.</summary>
internal sealed class DiagnosticSink
{
    private readonly List<SchemaDiagnostic> _found = [];

    public bool HasErrors { get; private set; }

    public void Error(string code, SourceLocation location, string message)
    {
        HasErrors = true;
        _found.Add(new SchemaDiagnostic(Severity.Error, code, location, message));
    }

    public void Warning(string code, SourceLocation location, string message) =>
        _found.Add(new SchemaDiagnostic(Severity.Warning, code, location, message));

    /// <summary>
    /// Every finding once, ordered by place; files in the order in which they were first mentioned.
    /// </summary>
    public ImmutableArray<SchemaDiagnostic> ToSorted()
    {
        var files = _found.Select(d => d.Location.File).Distinct().ToList();
        return [.. _found.Distinct()
            .OrderBy(d => files.IndexOf(d.Location.File))
            .ThenBy(d => d.Location.Line)
            .ThenBy(d => d.Location.Column)];
    }
}
