using System.Text;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Records;

/// <summary>Between <see cref="SessionHead"/> and its encoding. Cold.</summary>
internal static class SessionHeadCodec
{
    public static SessionHead Read(in JournalRecord record)
    {
        if (!SessionStartedDecoder.TryWrap(record.Message, out var decoder, out var status))
            throw new JournalException($"record {record.Sequence} is no head of a session: {status}");
        return new SessionHead
        {
            SessionId = decoder.SessionId,
            FirstSequence = record.Sequence,
            StartedNanos = decoder.TimestampNanos,
            Seed = decoder.Seed,
            ConfigurationHash = decoder.ConfigurationHash.ToArray(),
            CodeVersion = decoder.CodeVersionText,
            Configuration = decoder.ConfigurationText,
        };
    }

    public static byte[] Write(SessionHead head)
    {
        var version = Encoding.UTF8.GetBytes(head.CodeVersion);
        var configuration = Encoding.UTF8.GetBytes(head.Configuration);
        var bytes = new byte[SessionStartedEncoder.ComputeEncodedLength(version.Length, configuration.Length)];
        var encoder = SessionStartedEncoder.Wrap(bytes);
        ref var block = ref encoder.Block;
        block.TimestampNanos = head.StartedNanos;
        block.SessionId = head.SessionId;
        block.Seed = head.Seed;
        block.SetConfigurationHash(head.ConfigurationHash);
        encoder.CodeVersion(version);
        encoder.Configuration(configuration);
        encoder.Complete();
        return bytes;
    }
}
