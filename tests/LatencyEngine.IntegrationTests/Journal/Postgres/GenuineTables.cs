using LatencyEngine.Journal.Postgres;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>
/// The tables as a genuine Marten 9.29 accepts them without drift: recorded from one, and kept here as text so that a
/// change of ours shows.
/// </summary>
internal static class GenuineTables
{
    public static string For(MartenSchema schema) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Journal", "Postgres", "marten-tables.sql"))
            .Replace("{schema}", schema.Quoted, StringComparison.Ordinal);
}
