using LatencyEngine.Journal.Log;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>
/// A journal on a simulated disk loses its power again and again, at any operation, and every time what was durable is
/// there, byte for byte, and nothing is there that was not written.
/// </summary>
public sealed class PowerCutTests
{
    private const string Folder = "/journal";
    private const int CutsPerSeed = 6;
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("LATENCYENGINE_LOG_SEEDS"), out var seeds) ? seeds : 100;

    [Fact]
    public void What_was_durable_survives_every_loss_of_power()
    {
        for (var seed = 0; seed < Seeds; seed++) new World(seed, Durability.PowerLoss).Run(CutsPerSeed);
    }

    [Fact]
    public void What_was_committed_survives_every_end_of_the_process()
    {
        for (var seed = 0; seed < Seeds / 3; seed++) new World(seed, Durability.ProcessCrash).Run(CutsPerSeed);
    }

    private sealed class World(int seed, Durability durability)
    {
        private readonly Random _random = new(seed);
        private readonly List<string> _written = [];
        private SimulatedDisk _disk = new();
        private long _durable;

        public void Run(int cuts)
        {
            for (var cut = 0; cut < cuts; cut++)
            {
                _disk.BreaksAfter = _random.Next(3, 120);
                try
                {
                    WriteOn();
                }
                catch (IOException failure) when (failure is not DamagedLogException)
                {
                    // The power is off.
                }

                if (durability == Durability.PowerLoss && _random.Next(3) > 0) _disk = _disk.AfterPowerCut(_random);
                else _disk.EndProcess();
                if (_random.Next(3) > 0) Check();
            }

            Check();
        }

        private LogOptions Log => Options(Folder, _disk) with
        {
            Durability = durability, RunsOnOneThread = true, RetainBytes = 4 * SmallSegmentBytes,
        };

        private void WriteOn()
        {
            using var writer = LogWriter.Open(Log);
            Forget(writer.LastSequence);
            _durable = writer.DurableSequence;
            if (writer.Recovery.LastSession is not { IsEnded: false } || _random.Next(4) == 0) Begin(writer);
            while (true)
            {
                for (var batch = _random.Next(1, 30); batch > 0; batch--) Append(writer);
                writer.Commit();
                _durable = writer.DurableSequence;
                if (_random.Next(10) == 0) writer.Retain(_durable, _durable);
                if (_random.Next(25) == 0) Begin(writer);
            }
        }

        private void Begin(LogWriter writer)
        {
            var head = Head(writer.NextSessionId) with { FirstSequence = writer.LastSequence + 1 };
            _written.Add(Text(head.FirstSequence, head.ToMessage()));
            writer.BeginSession(head);
            _durable = writer.DurableSequence;
        }

        private void Append(LogWriter writer)
        {
            var slot = Event(writer.LastSequence + 1 + _random.Next(1000));
            var bytes = Bytes(slot);
            if (_random.Next(8) == 0) bytes = [.. bytes, .. new byte[_random.Next(900)]];
            _written.Add(Text(writer.LastSequence + 1, bytes));
            writer.Append(bytes);
        }

        /// <summary>What the cut took is not written any more.</summary>
        private void Forget(long last)
        {
            Assert.InRange(last, _durable, _written.Count);
            _written.RemoveRange((int)last, _written.Count - (int)last);
        }

        private void Check()
        {
            var label = $"seed {seed}";
            using (var writer = LogWriter.Open(Log)) Forget(writer.LastSequence);
            _durable = _written.Count;
            var sequence = 0L;
            using var journal = new LogJournal(Folder, _disk);
            var firstKept = LogVerifier.Verify(Folder, files: _disk).FirstSequence;
            foreach (var session in journal.ListSessions())
            {
                using var reader = journal.OpenSession(session.SessionId);
                reader.SeekSequence(Math.Max(session.FirstSequence, firstKept));
                while (reader.TryRead(out var record))
                {
                    sequence = record.Sequence;
                    Assert.True(_written[(int)sequence - 1] == Text(sequence, record.Message), label);
                }
            }

            Assert.Equal((label, (long)_written.Count), (label, sequence));
            var verification = LogVerifier.Verify(Folder, files: _disk);
            Assert.True(verification.IsIntact, $"{label}: {string.Join("; ", verification.Faults)}");
            Assert.Equal(0, verification.UnsealedCount);
        }
    }
}
