using System.IO.Compression;
using LatencyEngine.Host;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>
/// Journals that earlier versions wrote, kept as they were: every later version must read them, find them intact and
/// come to the same bytes when it executes them again. One is added with each change of log, schema or behaviour.
/// </summary>
public sealed class GoldenJournalTests
{
    [Theory]
    [InlineData("log-1-schema-0.log.gz", "486d6cb39b1204e997c8969573aa2ed1408b91b234fcbdb4566e59f2371b0076")]
    public void A_journal_of_an_earlier_version_is_intact_and_replays_identically(string name, string headHash)
    {
        using var folder = new TemporaryFolder();
        var journal = Path.Combine(folder.Path, "journal");
        Directory.CreateDirectory(journal);
        Unpack(name, Path.Combine(journal, "000000000001.log"));
        var session = new JournaledSession(journal);
        var verified = session.Tool("journal", "verify", "--against", headHash);
        Assert.True(verified.ExitCode == ExitCode.Success, verified.Output + verified.Error);
        session.AssertReplaysIdentically();
    }

    private static void Unpack(string name, string path)
    {
        var packed = Repository.PathOf("tests", "LatencyEngine.IntegrationTests", "Journal", "Golden", name);
        using var source = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var target = File.Create(path);
        source.CopyTo(target);
    }
}
