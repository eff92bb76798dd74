namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>
/// The source of a client that breaks each rule of the encoders, and of malformed sections, once: one method
/// a rule.
/// </summary>
internal static class ViolationDriver
{
    public const string Source = """
        using System;

        namespace Golden.Trading;

        public static class Violations
        {
            private static readonly byte[] _buffer = new byte[100_000];

            public static void SectionTooEarly()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                message.Text("filled"u8);
            }

            public static void SectionTwice()
            {
                var message = NewOrderEncoder.Wrap(_buffer);
                message.Text("once"u8);
                message.Text("twice"u8);
            }

            public static void EntryMissing()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                ref var fills = ref message.Fills(2);
                fills.Next();
                fills.Allocs(0);
                fills.Note("first"u8);
                message.Parties(0);
            }

            public static void EntryTooMany()
            {
                var message = BookSnapshotEncoder.Wrap(_buffer);
                ref var bids = ref message.Bids(1);
                bids.Next();
                bids.Next();
            }

            public static void NestedSectionMissing()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                ref var fills = ref message.Fills(2);
                fills.Next();
                fills.Allocs(0);
                fills.Note("first"u8);
                fills.Next();
                fills.Note("second"u8);
            }

            public static void NestedEntryMissing()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                ref var fills = ref message.Fills(1);
                fills.Next();
                fills.Allocs(3).Next();
                fills.Note("first"u8);
            }

            public static void NextInsteadOfSection()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                ref var fills = ref message.Fills(2);
                fills.Next();
                fills.Next();
            }

            public static void CompleteTooEarly()
            {
                var message = BookSnapshotEncoder.Wrap(_buffer);
                message.Bids(0);
                message.Complete();
            }

            public static void CompleteEmptyInsideGroup()
            {
                var message = BookSnapshotEncoder.Wrap(_buffer);
                message.Bids(2).Next();
                message.CompleteEmpty();
            }

            public static void CopiedGroup()
            {
                var message = BookSnapshotEncoder.Wrap(_buffer);
                var bids = message.Bids(1);
                bids.Next();
                message.Asks(0);
            }

            public static void CountTooLarge() => BookSnapshotEncoder.Wrap(_buffer).Bids(65_535);

            public static void CountNegative() => BookSnapshotEncoder.Wrap(_buffer).Bids(-1);

            public static void DataTooLong()
            {
                var message = NewOrderEncoder.Wrap(_buffer);
                message.Text(new byte[65_535]);
            }

            public static void TextTooLong()
            {
                var message = NewOrderEncoder.Wrap(_buffer);
                message.Text(new string('x', 65_535));
            }

            public static void TextNotEncodable()
            {
                var message = NewOrderEncoder.Wrap(_buffer);
                message.Text("caf\u00e9");
            }

            public static void HalfASurrogate()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                message.Fills(0);
                message.Parties(0);
                message.Text("");
                message.Raw(default);
                message.Reason("\ud83d");
            }

            public static void NoSpaceForBlock() => NewOrderEncoder.Wrap(_buffer.AsSpan(0, 135));

            public static void NoSpaceForEntries() => BookSnapshotEncoder.Wrap(_buffer.AsSpan(0, 43)).Bids(1);

            public static void NoSpaceForData()
            {
                var message = NewOrderEncoder.Wrap(_buffer.AsSpan(0, 140));
                message.Text("hello"u8);
            }

            public static void EntryOutOfRange()
            {
                var message = BookSnapshotEncoder.Wrap(_buffer);
                message.Bids(2).Next();
                BookSnapshotDecoder.TryWrap(_buffer, out var decoder, out _);
                _ = decoder.Bids[2].Size;
            }

            public static void MalformedGroupIsRead()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                message.Fills(0);
                _buffer[54] = 3;
                _buffer[56] = 9;
                ExecReportDecoder.TryWrap(_buffer, out var decoder, out _);
                foreach (var fill in decoder.Fills) _ = fill.FillQty;
            }

            public static void MalformedDataAreRead()
            {
                var message = ExecReportEncoder.Wrap(_buffer);
                var length = message.CompleteEmpty();
                _buffer[length - 2] = 1;
                ExecReportDecoder.TryWrap(_buffer.AsSpan(0, length), out var decoder, out _);
                _ = decoder.Reason;
            }
        }
        """;
}
