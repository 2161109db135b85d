namespace Shop;

/// <summary>Who sent the request. A session begins with the first thing worth remembering, not with the first page.</summary>
sealed class Visitor(HttpContext context, Sessions sessions)
{
    const string CookieName = "shop_session";

    string? id = context.Request.Cookies[CookieName];

    public Session? Session { get; private set; } = context.Request.Cookies[CookieName] is { } id ? sessions.Find(id) : null;

    public Customer? Customer => Session?.Customer;

    public bool IsAdmin => Session is { IsAdmin: true };

    public int CartCount => Session?.Cart.Count ?? 0;

    public static Visitor Of(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(Visitor), out var known)) return (Visitor)known!;
        var visitor = new Visitor(context, context.RequestServices.GetRequiredService<Sessions>());
        context.Items[typeof(Visitor)] = visitor;
        return visitor;
    }

    public static ValueTask<Visitor> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>The session, begun now if there was none.</summary>
    public Session Begin()
    {
        if (Session is null) Keep(new Session());
        return Session!;
    }

    /// <summary>Gives the session a new id, so that one planted before a sign-in is worth nothing after it.</summary>
    public Session Renew()
    {
        var session = Session ?? new Session();
        if (id is not null) sessions.Remove(id);
        Keep(session);
        return session;
    }

    public void End()
    {
        if (id is not null) sessions.Remove(id);
        context.Response.Cookies.Delete(CookieName);
        Session = null;
    }

    void Keep(Session session)
    {
        Session = session;
        id = sessions.Add(session);
        context.Response.Cookies.Append(CookieName, id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
    }
}
