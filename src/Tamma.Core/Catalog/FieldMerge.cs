using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Merges the sorted fields of several claims in one walk: for each field the value of who is believed.</summary>
internal static class FieldMerge
{
    public static (FieldSet Values, ImmutableArray<Origin> Origins) Merge(Speaker[] speakers, Model? before, ResolutionPolicy policy, SourceTable sources, int today)
    {
        if (speakers.Length == 1)
        {
            return Take(speakers[0], before, policy, sources, today);
        }

        var most = 0;
        foreach (var speaker in speakers)
        {
            most += speaker.Claim.Values.Count;
        }

        var fields = ArrayPool<Field>.Shared.Rent(most);
        var values = ArrayPool<FieldValue>.Shared.Rent(most);
        var origins = ArrayPool<Origin>.Shared.Rent(most);
        try
        {
            var count = new Walk(speakers, before, policy, sources, today).Fill(fields, values, origins);
            return (Gather(speakers, fields.AsSpan(0, count), values.AsSpan(0, count)), ImmutableArray.Create(origins.AsSpan(0, count)));
        }
        finally
        {
            ArrayPool<Field>.Shared.Return(fields);
            ArrayPool<FieldValue>.Shared.Return(values, clearArray: true);
            ArrayPool<Origin>.Shared.Return(origins);
        }
    }

    /// <summary>Where one claim says it all, its own set is the row's.</summary>
    private static FieldSet Gather(Speaker[] speakers, ReadOnlySpan<Field> fields, ReadOnlySpan<FieldValue> values)
    {
        foreach (var speaker in speakers)
        {
            if (speaker.Claim.Values is var own && own.Count == fields.Length && own.Fields.SequenceEqual(fields) && own.Values.SequenceEqual(values))
            {
                return own;
            }
        }

        return FieldSet.FromSorted(fields, values);
    }

    private static (FieldSet Values, ImmutableArray<Origin> Origins) Take(Speaker speaker, Model? before, ResolutionPolicy policy, SourceTable sources, int today)
    {
        var values = speaker.Claim.Values;
        var origins = new Origin[values.Count];
        var source = sources.IndexOf(speaker.Claim.Source);
        var (general, price) = (policy.Confidence[speaker.General], policy.Confidence[speaker.Price]);
        var last = new Previous(before);
        for (var i = 0; i < origins.Length; i++)
        {
            var field = values.Fields[i];
            origins[i] = new(source, last.Since(field, values.Values[i], source, today), field.Group is FieldGroup.Price ? price : general, Disputed: false);
        }

        return (values, ImmutableCollectionsMarshal.AsImmutableArray(origins));
    }

    /// <summary>The row as it was, walked along: a value keeps its date while the same source goes on saying the same.</summary>
    private ref struct Previous(Model? before)
    {
        private readonly ReadOnlySpan<Field> _fields = before is null ? [] : before.Values.Fields;
        private readonly ReadOnlySpan<FieldValue> _values = before is null ? [] : before.Values.Values;
        private readonly ReadOnlySpan<Origin> _origins = before is null ? [] : before.Origins.AsSpan();
        private int _next;

        public int Since(Field field, in FieldValue value, byte source, int today)
        {
            while (_next < _fields.Length && !ReferenceEquals(_fields[_next], field) && _fields[_next].CompareTo(field) < 0)
            {
                _next++;
            }

            return _next < _fields.Length && ReferenceEquals(_fields[_next], field) && _origins[_next].Source == source && _values[_next] == value
                ? _origins[_next].SinceDay
                : today;
        }
    }

    private ref struct Walk
    {
        private readonly Speaker[] _speakers;
        private readonly ResolutionPolicy _policy;
        private readonly int[] _places;
        private readonly byte[] _indexes;
        private readonly int _today;
        private Previous _before;

        public Walk(Speaker[] speakers, Model? before, ResolutionPolicy policy, SourceTable sources, int today)
        {
            _speakers = speakers;
            _policy = policy;
            _today = today;
            _before = new(before);
            _places = new int[speakers.Length];
            _indexes = new byte[speakers.Length];
            for (var i = 0; i < speakers.Length; i++)
            {
                _indexes[i] = sources.IndexOf(speakers[i].Claim.Source);
            }
        }

        public int Fill(Field[] fields, FieldValue[] values, Origin[] origins)
        {
            var count = 0;
            while (Least() is { } field)
            {
                var (winner, value, disputed) = Decide(field);
                var standing = _speakers[winner].For(field.Group);
                fields[count] = field;
                values[count] = value;
                origins[count++] = new(_indexes[winner], _before.Since(field, value, _indexes[winner], _today), _policy.Confidence[standing], disputed);
            }

            return count;
        }

        private readonly Field? Least()
        {
            Field? least = null;
            for (var i = 0; i < _speakers.Length; i++)
            {
                var fields = _speakers[i].Claim.Values.Fields;
                if (_places[i] < fields.Length && (least is null || fields[_places[i]].CompareTo(least) < 0))
                {
                    least = fields[_places[i]];
                }
            }

            return least;
        }

        private readonly (int Winner, FieldValue Value, bool Disputed) Decide(Field field)
        {
            if (SaidOtherwise.Holds(field))
            {
                return DecideOtherwise(field);
            }

            var winner = -1;
            var best = int.MaxValue;
            var differs = false;
            FieldValue value = default;
            for (var i = 0; i < _speakers.Length; i++)
            {
                var set = _speakers[i].Claim.Values;
                if (_places[i] == set.Count || !ReferenceEquals(set.Fields[_places[i]], field))
                {
                    continue;
                }

                ref readonly var said = ref set.Values[_places[i]++];
                differs |= winner >= 0 && said != value;
                if (_speakers[i].Rank(_policy, field.Group) is var rank && rank < best)
                {
                    (winner, best, value) = (i, rank, said);
                }
            }

            (winner, value) = InPlaceOfCopy(field, winner, value);
            return (winner, value, differs && IsDisputed(field, winner, value));
        }

        /// <summary>The slow way, for a field that some say with another field.</summary>
        private readonly (int Winner, FieldValue Value, bool Disputed) DecideOtherwise(Field field)
        {
            var winner = -1;
            FieldValue value = default;
            for (var i = 0; i < _speakers.Length; i++)
            {
                var set = _speakers[i].Claim.Values;
                if (_places[i] < set.Count && ReferenceEquals(set.Fields[_places[i]], field))
                {
                    _places[i]++;
                }

                if (_speakers[i].Says(field, out var said, out _) && (winner < 0 || _speakers[i].Rank(_policy, field.Group) < _speakers[winner].Rank(_policy, field.Group)))
                {
                    (winner, value) = (i, said);
                }
            }

            (winner, value) = InPlaceOfCopy(field, winner, value);
            return (winner, value, IsDisputed(field, winner, value));
        }

        private readonly (int Winner, FieldValue Value) InPlaceOfCopy(Field field, int winner, in FieldValue value) =>
            Speaker.Original(_speakers, winner, field) is var original && original != winner && _speakers[original].Says(field, out var own, out _) ? (original, own) : (winner, value);

        private readonly bool IsDisputed(Field field, int winner, FieldValue value)
        {
            for (var i = 0; i < _speakers.Length; i++)
            {
                if (i != winner && _speakers[i].Voice != _speakers[winner].Voice && _speakers[i].Says(field, out var other, out _)
                    && other != value && LikeWithLike.Compare(field, value, _speakers[winner], other, _speakers[i], _speakers).IsConflict
                    && !IsRepeated(field, i, other))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether this only repeats what its original says, which is judged for itself.</summary>
        private readonly bool IsRepeated(Field field, int speaker, FieldValue value) =>
            Speaker.Leader(_speakers, _speakers[speaker].Voice, field) is var leader && leader != speaker
            && _speakers[leader].Says(field, out var original, out _) && original == value;
    }
}
