using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>A real file system that is really full.</summary>
public sealed class LogFullDiskTests
{
    private const int EventCount = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SmallFileSystemFact]
    public void A_full_file_system_stops_the_log_and_room_lets_it_go_on()
    {
        using var disk = new SmallFileSystem(mebibytes: 1);
        FillAndGoOn(disk.Path);
    }

    private static void FillAndGoOn(string folder)
    {
        var ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(ballast, new byte[600 * 1024]);
        var options = new LogOptions { Folder = Path.Combine(folder, "journal"), SegmentBytes = 64 * 1024 };
        using (var writer = LogWriter.Open(options with { RetainBytes = 128 * 1024 }))
        {
            writer.BeginSession(Head());
            var writing = Task.Run(() => Append(writer));
            Assert.True(SpinWait.SpinUntil(() => writer.Space == LogSpace.Exhausted, Patience));
            File.Delete(ballast);
            Assert.True(SpinWait.SpinUntil(() => Retained(writer, writing), Patience));
            Assert.Equal(EventCount + 1, writer.DurableSequence);
        }

        Assert.True(LogVerifier.Verify(options.Folder).IsIntact);
        using var reopened = LogWriter.Open(options);
        Assert.Equal(EventCount + 1, reopened.LastSequence);
    }

    private static bool Retained(LogWriter writer, Task writing)
    {
        writer.Retain(writer.DurableSequence, writer.DurableSequence);
        return writing.Wait(TimeSpan.FromMilliseconds(5));
    }

    private static void Append(LogWriter writer)
    {
        for (var i = 0; i < EventCount; i++)
        {
            var slot = default(EngineEvent);
            slot.Begin<Quote>().TimestampNanos = i;
            writer.Append([slot]);
            writer.Commit();
        }
    }

    private static SessionHead Head() => new()
    {
        SessionId = 1, FirstSequence = 0, StartedNanos = 1, Seed = 1,
        ConfigurationHash = new byte[32], CodeVersion = "test", Configuration = "{}",
    };
}
