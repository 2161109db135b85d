using System.Security.Cryptography;

namespace Redoubt.Services.WafV2.Samples;

/// <summary>
/// A rule's requests of the last three hours: how many there were in each minute, and some of each, drawn so that every request of a
/// minute has the same chance.
/// </summary>
sealed class MetricSamples
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(3);

    // Of one minute, as AWS samples.
    const int MaxPerMinute = 100;

    readonly Lock gate = new();
    readonly Queue<Minute> minutes = new();
    Minute? current;
    int count;

    /// <summary>Counts a request, and draws whether it is kept.</summary>
    /// <param name="limit">Samples that may be kept.</param>
    /// <returns>Where to put it; null where it is not kept.</returns>
    public Place? Draw(DateTimeOffset time, int limit)
    {
        lock (gate)
        {
            var minute = At(time);
            minute.Population++;
            var share = Math.Clamp(limit / 5, 1, MaxPerMinute);
            if (minute.Population <= share) return new(minute, share);
            var drawn = RandomNumberGenerator.GetInt32((int)Math.Min(minute.Population, int.MaxValue));
            return drawn < share ? new(minute, drawn) : null;
        }
    }

    /// <summary>Keeps a request that was drawn; the oldest make room.</summary>
    public void Put(Place place, int limit, Sample sample)
    {
        lock (gate)
        {
            var kept = place.Minute.Samples;
            if (place.Index < kept.Count)
            {
                kept[place.Index] = sample;
                return;
            }
            kept.Add(sample);
            count++;
            if (count > limit) DropOldest();
        }
    }

    /// <summary>Samples within a time, each with the number of requests it stands for, and how many requests there were.</summary>
    public (List<(Sample Sample, double Weight)> Samples, long Population) Find(DateTimeOffset from, DateTimeOffset to)
    {
        var found = new List<(Sample, double)>();
        var population = 0L;
        lock (gate)
        {
            foreach (var minute in minutes)
            {
                var end = minute.Start.AddMinutes(1);
                if (end <= from || minute.Start > to) continue;
                population += minute.Population;
                foreach (var sample in minute.Samples)
                    if (sample.Time >= from && sample.Time <= to) found.Add((sample, (double)minute.Population / minute.Samples.Count));
            }
        }
        return (found, population);
    }

    Minute At(DateTimeOffset time)
    {
        var start = new DateTimeOffset(time.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        // A clock set back counts on in the minute that is the newest.
        if (current is { } newest && newest.Start >= start) return newest;
        while (minutes.TryPeek(out var oldest) && oldest.Start < start - Kept) count -= minutes.Dequeue().Samples.Count;
        minutes.Enqueue(current = new Minute(start));
        return current;
    }

    void DropOldest()
    {
        foreach (var minute in minutes)
        {
            if (minute.Samples.Count == 0) continue;
            minute.Samples.RemoveAt(0);
            count--;
            return;
        }
    }

    /// <summary>One of a minute's samples.</summary>
    public readonly record struct Place(Minute Minute, int Index);

    public sealed class Minute(DateTimeOffset start)
    {
        public DateTimeOffset Start => start;

        public long Population { get; set; }

        public List<Sample> Samples { get; } = [];
    }
}
