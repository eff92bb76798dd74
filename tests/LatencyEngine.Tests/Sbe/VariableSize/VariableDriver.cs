namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>
/// The source of a client of the golden schema's messages with groups and data, compiled beside the generated
/// code. It sees the fields of versions 1, 2 and 3 where the symbols SINCE1 to SINCE3 are defined.
/// </summary>
internal static class VariableDriver
{
    public static string SourceFor(string namespaceName, string messages, int version)
    {
        var symbols = string.Concat(Enumerable.Range(1, version).Select(since => $"#define SINCE{since}\n"));
        return symbols + Source
            .Replace("NAMESPACE", namespaceName, StringComparison.Ordinal)
            .Replace("MESSAGES", messages, StringComparison.Ordinal);
    }

    private const string Source = """
        using System;
        using System.IO;

        namespace NAMESPACE;

        public static class Driver
        {
            private static readonly byte[] _buffer = new byte[4096];
            private static readonly byte[] _text = "filled"u8.ToArray();
            private static int _sink;

            /// <summary>Copies a message property by property; its length, or minus the status.</summary>
            public static int CopyExecReport(byte[] source, byte[] destination)
            {
                if (!ExecReportDecoder.TryWrap(source, out var from, out var status)) return -(int)status;
                var to = ExecReportEncoder.Wrap(destination);
                ref var block = ref to.Block;
                block.OrderId = from.OrderId;
                block.ClOrdId = from.ClOrdId;
                block.ExecType = from.ExecType;
                block.Side = from.Side;
                block.LeavesQty = from.LeavesQty;
                block.CumQty = from.CumQty;
                block.AvgPx = from.AvgPx;
                block.TransactTime = from.TransactTime;
                block.Score = from.Score;
                ref var fills = ref to.Fills(from.Fills.Count);
                foreach (var fill in from.Fills) CopyFill(fill, ref fills);
        #if SINCE2
                ref var parties = ref to.Parties(from.Parties.Count);
                foreach (var party in from.Parties) parties.Next() = party.CopyBlock();
        #endif
                to.Text(from.Text);
                to.Raw(from.Raw);
        #if SINCE2
                to.Reason(from.ReasonText);
        #endif
        #if SINCE3
                to.Extra(from.Extra);
        #endif
                return to.Complete();
            }

            private static void CopyFill(scoped ExecReportFillsDecoder.Entry from, ref ExecReportFillsEncoder to)
            {
                ref var block = ref to.Next();
                block.FillPx = from.FillPx;
                block.FillQty = from.FillQty;
                block.Contra = from.Contra;
        #if SINCE1
                block.Liquidity = from.Liquidity;
        #endif
        #if SINCE3
                block.Fee = from.Fee;
        #endif
                ref var allocs = ref to.Allocs(from.Allocs.Count);
                for (var i = 0; i < from.Allocs.Count; i++)
                {
                    ref var alloc = ref allocs.Next();
                    alloc.AllocAccount = from.Allocs[i].AllocAccount;
                    alloc.AllocQty = from.Allocs[i].AllocQty;
                }

                to.Note(from.NoteText);
            }

            public static int CopyBookSnapshot(byte[] source, byte[] destination)
            {
                if (!BookSnapshotDecoder.TryWrap(source, out var from, out var status)) return -(int)status;
                var to = BookSnapshotEncoder.Wrap(destination);
                to.Block.InstrumentId = from.InstrumentId;
                to.Block.SeqNo = from.SeqNo;
                ref var bids = ref to.Bids(from.Bids.Count);
                foreach (var bid in from.Bids)
                {
                    ref var block = ref bids.Next();
                    block.Px = bid.Px;
                    block.Size = bid.Size;
                }

                if (!from.Asks.TryGetBlocks(out var blocks)) return -100;
                ref var asks = ref to.Asks(blocks.Length);
                foreach (ref readonly var ask in blocks) asks.Next() = ask;
                return to.Complete();
            }

            public static int CopyNewOrder(byte[] source, byte[] destination)
            {
                if (!NewOrderDecoder.TryWrap(source, out var from, out var status)) return -(int)status;
                var to = NewOrderEncoder.Wrap(destination);
                ref var block = ref to.Block;
                block.ClOrdId = from.ClOrdId;
                block.Account = from.Account;
                block.Side = from.Side;
                block.OrdType = from.OrdType;
                block.TimeInForce = from.TimeInForce;
                block.DisplayVenue = from.DisplayVenue;
                block.Flags = from.Flags;
                block.Qty = from.Qty;
                block.MinQty = from.MinQty;
                block.Price = from.Price;
                block.StopPx = from.StopPx;
                block.SymbolText = from.SymbolText;
                block.Instrument = from.Instrument;
                Span<int> ladder = stackalloc int[NewOrderDecoder.LadderLength];
                from.CopyLadderTo(ladder);
                block.SetLadder(ladder);
                block.Ratio = from.Ratio;
                block.TransactTime = from.TransactTime;
        #if SINCE2
                block.AlgoId = from.AlgoId;
                block.Wide = from.Wide;
        #endif
        #if SINCE3
                block.Future = from.Future;
        #endif
                to.Text(from.TextText);
                return to.Complete();
            }

            /// <summary>Reads everything that a message has, in the order of the wire; a checksum of it.</summary>
            public static long ReadExecReport(byte[] buffer, int offset, int length)
            {
                if (!ExecReportDecoder.TryWrap(buffer.AsSpan(offset, length), out var message, out _)) return -1;
                var sum = (long)message.OrderId + message.CumQty + Sum(message.CopyBlock().AsBytes());
                foreach (var fill in message.Fills)
                {
                    sum = (sum * 31) + fill.FillPx.Mantissa + fill.FillQty + Sum(fill.ContraRaw) + Sum(fill.Note);
                    foreach (var alloc in fill.Allocs) sum = (sum * 31) + alloc.AllocAccount + alloc.AllocQty;
                }
        #if SINCE2
                foreach (var party in message.Parties) sum = (sum * 31) + (long)party.PartyId + party.Role;
        #endif
                sum = (sum * 31) + Sum(message.Text) + Sum(message.Raw);
        #if SINCE2
                sum += Sum(message.Reason);
        #endif
                return sum ^ message.EncodedLength;
            }

            /// <summary>The same with the sections read backwards, and more than once.</summary>
            public static long ReadExecReportBackwards(byte[] buffer, int offset, int length)
            {
                if (!ExecReportDecoder.TryWrap(buffer.AsSpan(offset, length), out var message, out _)) return -1;
                var end = message.EncodedLength;
                var tail = 0L;
        #if SINCE2
                tail = Sum(message.Reason);
        #endif
                var raw = Sum(message.Raw) + (message.Raw.Length - message.Raw.Length);
                var text = Sum(message.Text);
                if (text != Sum(message.Text)) return -2;
                var first = message.Fills;
                foreach (var skipped in first) if (skipped.FillQty != 0) break;
                var sum = (long)message.OrderId + message.CumQty + Sum(message.CopyBlock().AsBytes());
                foreach (var fill in first)
                {
                    sum = (sum * 31) + fill.FillPx.Mantissa + fill.FillQty + Sum(fill.ContraRaw) + Sum(fill.Note);
                    for (var i = 0; i < fill.Allocs.Count; i++)
                        sum = (sum * 31) + fill.Allocs[i].AllocAccount + fill.Allocs[i].AllocQty;
                }
        #if SINCE2
                if (message.Parties.Count != message.Parties.Count) return -3;
                foreach (var party in message.Parties) sum = (sum * 31) + (long)party.PartyId + party.Role;
        #endif
                return ((sum * 31) + text + raw + tail) ^ end;
            }

            /// <summary>Reads an entry after the enumeration has moved on to its end.</summary>
            public static string ReadFirstFillLate(byte[] source)
            {
                if (!ExecReportDecoder.TryWrap(source, out var message, out var status)) return status.ToString();
                var fills = message.Fills.GetEnumerator();
                if (!fills.MoveNext()) return "empty";
                var first = fills.Current;
                while (fills.MoveNext()) { }
                return $"{first.FillQty} {first.Allocs.Count} {first.NoteText} {first.Allocs[1].AllocAccount}";
            }

            public static int ValidateExecReport(byte[] buffer, int offset, int length, out int consumed) =>
                (int)ExecReportDecoder.Validate(buffer.AsSpan(offset, length), out consumed);

            public static int ValidateBookSnapshot(byte[] buffer, int offset, int length, out int consumed) =>
                (int)BookSnapshotDecoder.Validate(buffer.AsSpan(offset, length), out consumed);

            public static int ValidateNewOrder(byte[] buffer, int offset, int length, out int consumed) =>
                (int)NewOrderDecoder.Validate(buffer.AsSpan(offset, length), out consumed);

            /// <summary>Copies a message through its record; a refused one gives nothing.</summary>
            public static int CopyRecord(string message, byte[] source, byte[] destination) => message switch
            {
                "ExecReport" => ExecReportDto.DecodeFrom(source, out _)?.EncodeInto(destination) ?? 0,
                "BookSnapshot" => BookSnapshotDto.DecodeFrom(source, out _)?.EncodeInto(destination) ?? 0,
                _ => NewOrderDto.DecodeFrom(source, out _)?.EncodeInto(destination) ?? 0,
            };

            /// <summary>Any message as JSON; when it is refused, the reason after a question mark.</summary>
            public static string Json(byte[] source)
            {
                using var stream = new MemoryStream();
                using var writer = new System.Text.Json.Utf8JsonWriter(stream);
                var isRead = MESSAGES.TryWriteJson(source, writer, out var status);
                writer.Flush();
                if (isRead) return System.Text.Encoding.UTF8.GetString(stream.ToArray());
                if (stream.Length > 0) throw new InvalidOperationException("JSON of a refused message");
                return "?" + status;
            }

            public static string Text(byte[] source)
            {
                if (!ExecReportDecoder.TryWrap(source, out var message, out var status)) return status.ToString();
                return message.ToString();
            }

            /// <summary>Encodes and decodes both messages; run by the allocation test.</summary>
            public static void RoundTrip()
            {
                var length = EncodeExecReport(_buffer);
                if (!ExecReportDecoder.TryWrap(_buffer.AsSpan(0, length), out var message, out _)) Fail();
                foreach (var fill in message.Fills)
                    foreach (var alloc in fill.Allocs) _sink += (int)alloc.AllocAccount + fill.Note.Length;
                _sink += message.Text.Length;
                if (ExecReportDecoder.Validate(_buffer.AsSpan(0, length), out var consumed) != SbeStatus.Ok) Fail();
                if (consumed != length || message.EncodedLength != length) Fail();

                var book = BookSnapshotEncoder.Wrap(_buffer);
                ref var bids = ref book.Bids(10);
                for (var i = 0; i < 10; i++) bids.Next().Size = (uint)i;
                ref var asks = ref book.Asks(3);
                for (var i = 0; i < 3; i++) asks.Next().Size = (uint)i;
                length = book.Complete();
                if (length != BookSnapshotEncoder.ComputeEncodedLength(10, 3)) Fail();
                if (!BookSnapshotDecoder.TryWrap(_buffer.AsSpan(0, length), out var snapshot, out _)) Fail();
                foreach (var ask in snapshot.Asks) _sink += (int)ask.Size;
                foreach (var bid in snapshot.Bids) _sink += (int)bid.Size;
            }

            private static int EncodeExecReport(Span<byte> destination)
            {
                var message = ExecReportEncoder.Wrap(destination);
                ref var fills = ref message.Fills(2);
                for (var i = 0; i < 2; i++)
                {
                    fills.Next().FillQty = 7;
                    ref var allocs = ref fills.Allocs(i);
                    for (var j = 0; j < i; j++) allocs.Next().AllocAccount = 5;
                    fills.Note("\u00e9\u20ac");
                }
        #if SINCE2
                message.Parties(0);
        #endif
                message.Text(_text);
                return message.CompleteEmpty();
            }

            public static int ComputedLength(
                int fills, int allocs, int note, int parties, int text, int raw, int reason) =>
                ExecReportEncoder.ComputeEncodedLength(fills, allocs, note,
        #if SINCE2
                    parties,
        #endif
                    text, raw
        #if SINCE2
                    , reason
        #endif
        #if SINCE3
                    , 0
        #endif
                    );

            /// <summary>Writes the message of the round trip into so many bytes, which may be too few.</summary>
            public static int EncodeInto(int length) => EncodeExecReport(_buffer.AsSpan(0, length));

            private static long Sum(ReadOnlySpan<byte> bytes)
            {
                long sum = bytes.Length;
                foreach (var value in bytes) sum = (sum * 31) + value;
                return sum;
            }

            private static void Fail() => throw new InvalidOperationException("wrong round trip");
        }
        """;
}
