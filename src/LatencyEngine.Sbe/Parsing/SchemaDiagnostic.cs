using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// One finding about a schema: where, which rule of <see cref="Rule"/>, and what was found and expected.
/// Printed in MSBuild's canonical form, so that a build and an editor lead to the line.
/// </summary>
public sealed record SchemaDiagnostic(Severity Severity, string Code, SourceLocation Location, string Message)
{
    public override string ToString() =>
        $"{Location}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}
