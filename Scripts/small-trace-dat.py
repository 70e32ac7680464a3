#!/usr/bin/env python3
# Makes a small trace.dat for Tests/Fixtures: small-trace-dat.py LARGE SMALL (little-endian, version 7, zstd).
#
# A small trace.dat of version 7 from a large one: the same pages; only formats of events that occur,
# and of kallsyms only the symbols that occur with the one behind each.
import bisect, re, struct, subprocess, sys, tempfile
src=open(sys.argv[1],'rb').read()
def un(b):
    return subprocess.run(['zstd','-dcq'],input=b,stdout=subprocess.PIPE,check=True).stdout
def co(b):
    # From a file, so that the frame tells its size, as trace-cmd's frames do.
    with tempfile.NamedTemporaryFile() as f:
        f.write(b); f.flush()
        return subprocess.run(['zstd','-19qc',f.name],stdout=subprocess.PIPE,check=True).stdout
p=src.index(b'zstd\0')+5; p=src.index(b'\0',p)+1
head=src[:p]; off=struct.unpack_from('<Q',src,p)[0]
secs={};buf=None;opts=[]
while off:
    assert struct.unpack_from('<H',src,off)[0]==0
    q=off+16; off=0
    while True:
        i,n=struct.unpack_from('<HI',src,q); d=src[q+6:q+6+n]; q+=6+n
        if i==0: off=struct.unpack('<Q',d)[0]; break
        if i in (16,17,18,19,20,21):
            o=struct.unpack('<Q',d)[0]; f=struct.unpack_from('<H',src,o+2)[0]; c,u=struct.unpack_from('<II',src,o+16)
            secs[i]=un(src[o+24:o+24+c])
        elif i==3: buf=d
        else: opts.append((i,d))
n=struct.unpack_from('<I',buf,8+1+6+4)[0]; cpus=[]
for k in range(n):
    c,o,s=struct.unpack_from('<IQQ',buf,8+1+6+8+20*k)
    cnt=struct.unpack_from('<I',src,o)[0]; o+=4; out=b''
    for _ in range(cnt):
        cs,us=struct.unpack_from('<II',src,o); out+=un(src[o+8:o+8+cs]); o+=8+cs
    cpus.append((c,out))
ids=set();addr=set()
for c,d in cpus:
    for pg in range(0,len(d),4096):
        cm=struct.unpack_from('<Q',d,pg+8)[0]&0x7ffffff; q=pg+16; e=q+cm
        while q<e:
            w=struct.unpack_from('<I',d,q)[0]; t=w&31
            if t==0: l=(struct.unpack_from('<I',d,q+4)[0]-4+3)&~3; q+=8
            elif t<29: l=t*4; q+=4
            elif t==29: l=struct.unpack_from('<I',d,q+4)[0]; q+=4+l; continue
            else: q+=8; continue
            ids.add(struct.unpack_from('<H',d,q)[0])
            for z in (8,16):
                if z+8<=l: addr.add(struct.unpack_from('<Q',d,q+z)[0])
            q+=l
def fmts(b,p,cnt):
    keep=[]
    for _ in range(cnt):
        s=struct.unpack_from('<Q',b,p)[0]; t=b[p+8:p+8+s]; p+=8+s
        if int(re.search(rb'ID: (\d+)',t)[1]) in ids|{5}: keep.append(struct.pack('<Q',len(t))+t)
    return keep,p
k,_=fmts(secs[17],4,struct.unpack_from('<I',secs[17])[0]); secs[17]=struct.pack('<I',len(k))+b''.join(k)
b=secs[18];p=4;res=[]
for _ in range(struct.unpack_from('<I',b)[0]):
    e=b.index(b'\0',p); name=b[p:e+1]; p=e+1; cnt=struct.unpack_from('<I',b,p)[0]; k,p=fmts(b,p+4,cnt)
    if k: res.append(name+struct.pack('<I',len(k))+b''.join(k))
secs[18]=struct.pack('<I',len(res))+b''.join(res)
lines=secs[19][4:].rstrip(b'\0').split(b'\n'); lines=[(int(l.split()[0],16),j,l) for j,l in enumerate(lines) if l]
st=sorted(lines); keep=set()
for a in addr:
    j=bisect.bisect_right(st,(a,1<<60))-1
    if j<0 or a-st[j][0]>1<<20: continue
    base=st[j][0]
    while j>=0 and st[j][0]==base: keep.add(st[j]); j-=1
    j=bisect.bisect_right(st,(base,1<<60))
    if j<len(st): keep.add(st[j])
t=b'\n'.join(l for _,_,l in sorted(keep,key=lambda x:x[1]))+b'\n'; secs[19]=struct.pack('<I',len(t))+t
secs[20]=struct.pack('<I',1)+b'\n'
out=bytearray(head+b'\0'*8); where={}
def sec(i,fl,body): out.extend(struct.pack('<HHIQ',i,fl,0,len(body))+body)
for i in (16,17,18,19,20,21):
    where[i]=len(out); z=co(secs[i]); sec(i,1,struct.pack('<II',len(z),len(secs[i]))+z)
b3=len(out); ents=[]
# CPU data from the next page boundary
body=bytearray(); start=len(out)+16
for c,d in cpus:
    while (start+len(body))%4096: body+=b'\0'
    ents.append([c,start+len(body),0]); z=co(d)
    x=struct.pack('<I',1)+struct.pack('<II',len(z),len(d))+z; ents[-1][2]=len(x)-4; body+=x
sec(3,1,bytes(body))
struct.pack_into('<Q',out,len(head),len(out))
o=b''
for i in (16,17,18,19,20,21): o+=struct.pack('<HIQ',i,8,where[i])
for i,d in opts: o+=struct.pack('<HI',i,len(d))+d
d=struct.pack('<Q',b3)+b'\0local\0'+struct.pack('<II',4096,len(ents))+b''.join(struct.pack('<IQQ',*e) for e in ents)
o+=struct.pack('<HI',3,len(d))+d+struct.pack('<HIQ',0,8,0)
sec(0,0,o)
open(sys.argv[2],'wb').write(out); print(len(out))
