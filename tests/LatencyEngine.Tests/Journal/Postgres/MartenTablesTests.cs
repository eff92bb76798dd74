using System.Text.RegularExpressions;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Journal.Postgres;

/// <summary>The text of our schema is that of the genuine one, spaces apart.</summary>
public sealed class MartenTablesTests
{
    private const string Recorded = "tests/LatencyEngine.IntegrationTests/Journal/Postgres/marten-tables.sql";

    [Fact]
    public void The_statements_are_those_of_the_recorded_schema()
    {
        var genuine = File.ReadAllText(Repository.PathOf(Recorded))
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(genuine.Select(OnOneLine), MartenTables.Statements("{schema}").Select(OnOneLine));
    }

    private static string OnOneLine(string statement) =>
        Regex.Replace(statement.Trim(), @"\s+", " ").Replace("( ", "(", StringComparison.Ordinal);
}
