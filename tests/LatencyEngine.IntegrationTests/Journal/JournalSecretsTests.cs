using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>What must not be written down.</summary>
public sealed class JournalSecretsTests
{
    [Fact]
    public void The_password_of_the_event_store_is_not_in_the_journal()
    {
        const string password = "not-to-be-found";
        using var folder = new TemporaryFolder();
        var journal = Path.Combine(folder.Path, "journal");
        new JournaledSession(journal).ReportOf(
            "demo", [.. EngineVerb.ShortDemo, $"journal.store.connection=Host=127.0.0.1;Port=1;Password={password}"]);
        foreach (var file in Directory.GetFiles(journal, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(password, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }
}
